// SPDX-License-Identifier: MIT
//
// Ten thousand desktops on one hub: how long from a change to the last of them, and what each
// costs. One JSON object. The hub runs in a process of its own, the desktops are this one.
//
//   streams_bench [--streams 10000] [--changes 50]
//
// change_to_last_ms   an agent's state is set -> the last stream has the event
// kb_per_stream       resident memory of the hub, with all streams minus before
// Needs two file descriptors per stream (ulimit -n); it raises its own limit as far as it may.

#include "fakes/http_client.h"
#include "fakes/records.h"
#include "hubd/centre.h"
#include "hubd/records.h"
#include "store/password.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <arpa/inet.h>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <netinet/tcp.h>
#include <string>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace {

using namespace sangdam;
using nlohmann::json;
using Clock = std::chrono::steady_clock;

[[noreturn]] void stop(const std::string& why) {
    std::fprintf(stderr, "streams_bench: %s\n", why.c_str());
    std::exit(1);
}

template <class T>
T must(base::Result<T> result) {
    if (!result) stop(result.error().what);
    return std::move(result).value();
}

double milliseconds_since(Clock::time_point since) {
    return std::chrono::duration<double, std::milli>(Clock::now() - since).count();
}

config::HubSettings settings_in(const std::filesystem::path& folder) {
    config::HubSettings settings;
    settings.listen_port = 0;
    settings.database = (folder / "hub.db").string();
    settings.key_file = (folder / "hub.key").string();
    return settings;
}

// Sessions are made in the records: signing in takes 50 ms of argon2 each, which is not measured
// here.
std::vector<std::string> sign_in_all(const std::filesystem::path& folder, int count) {
    const base::SystemClock clock;
    const auto store = must(hubd::open_store(settings_in(folder), clock));
    auto all = must(store::Transaction::begin(store->database()));
    std::vector<std::string> tokens;
    for (int i = 0; i < count; ++i) {
        core::Agent agent;
        agent.id = core::AgentId(fmt::format("agent-{:05}", i));
        agent.login = agent.id.value;
        agent.name = "상담원";
        must(store->agents.add(agent, "x", base::Secret("x"), clock.wall()));
        tokens.push_back(
            must(store->sessions.open(agent.id, "bench", clock.wall())).token.reveal());
    }
    must(all.commit());
    return tokens;
}

long resident_kb(pid_t pid) {
    std::ifstream status("/proc/" + std::to_string(pid) + "/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("VmRSS:")) return std::atol(line.c_str() + 6);
    return 0;
}

pid_t start_hub(const std::filesystem::path& folder, std::uint16_t& port) {
    int out[2];
    if (::pipe(out) != 0) stop("no pipe");
    const pid_t hub = ::fork();
    if (hub == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        hubd::CentreParts parts;
        parts.settings = settings_in(folder);
        const auto centre = must(hubd::Centre::open(std::move(parts)));
        const auto url = centre->url();
        const auto at = static_cast<std::uint16_t>(std::atoi(url.c_str() + url.rfind(':') + 1));
        if (::write(out[1], &at, sizeof at) != sizeof at) ::_exit(1);
        for (;;) ::pause();
    }
    ::close(out[1]);
    if (::read(out[0], &port, sizeof port) != sizeof port) stop("the hub did not start");
    ::close(out[0]);
    return hub;
}

// One desktop: counts bytes of events, and when it saw the mark.
struct Desktop {
    int socket = -1;
    std::string tail; // A mark may come in two pieces.
};

class Desktops {
public:
    Desktops(std::uint16_t port, const std::vector<std::string>& tokens)
        : epoll_(::epoll_create1(0)), seen_(tokens.size()) {
        sockaddr_in hub{};
        hub.sin_family = AF_INET;
        hub.sin_port = htons(port);
        hub.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        for (std::size_t i = 0; i < tokens.size(); ++i) {
            auto& desktop = all_.emplace_back();
            desktop.socket = ::socket(AF_INET, SOCK_STREAM, 0);
            if (::connect(desktop.socket, reinterpret_cast<sockaddr*>(&hub), sizeof hub) != 0)
                stop("desktop " + std::to_string(i) + " cannot connect; raise ulimit -n");
            const auto request = "GET /v1/events HTTP/1.1\r\nHost: hub\r\nAuthorization: Bearer " +
                                 tokens[i] + "\r\n\r\n";
            if (::send(desktop.socket, request.data(), request.size(), 0) < 0) stop("send");
            epoll_event event{};
            event.events = EPOLLIN;
            event.data.u64 = i;
            ::epoll_ctl(epoll_, EPOLL_CTL_ADD, desktop.socket, &event);
            if (i % 64 == 63) (void)read_until("queue.changed", i + 1, std::chrono::seconds(60));
        }
        (void)read_until("queue.changed", tokens.size(), std::chrono::seconds(60));
    }
    ~Desktops() {
        for (const auto& desktop : all_) ::close(desktop.socket);
        ::close(epoll_);
    }
    Desktops(const Desktops&) = delete;
    Desktops& operator=(const Desktops&) = delete;

    // How many have seen the text; each counts once per text.
    std::size_t read_until(const std::string& text, std::size_t wanted, std::chrono::seconds most) {
        if (text != text_) {
            text_ = text;
            std::ranges::fill(seen_, false);
            count_ = 0;
        }
        const auto end = Clock::now() + most;
        std::vector<epoll_event> events(512);
        std::string buffer(65536, '\0');
        while (count_ < wanted && Clock::now() < end) {
            const int ready =
                ::epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), 200);
            for (int i = 0; i < ready; ++i) {
                const auto who = events[static_cast<std::size_t>(i)].data.u64;
                auto& desktop = all_[who];
                const auto size =
                    ::recv(desktop.socket, buffer.data(), buffer.size(), MSG_DONTWAIT);
                if (size == 0) stop("the hub closed a stream");
                if (size < 0) continue;
                desktop.tail.append(buffer.data(), static_cast<std::size_t>(size));
                if (!seen_[who] && desktop.tail.find(text) != std::string::npos) {
                    seen_[who] = true;
                    ++count_;
                }
                if (desktop.tail.size() > text.size())
                    desktop.tail.erase(0, desktop.tail.size() - text.size());
            }
        }
        return count_;
    }

private:
    int epoll_;
    std::vector<Desktop> all_;
    std::string text_;
    std::vector<char> seen_;
    std::size_t count_ = 0;
};

json measure(const std::filesystem::path& folder, int streams, int changes) {
    const auto tokens = sign_in_all(folder, streams + 1);
    std::uint16_t port = 0;
    const pid_t hub = start_hub(folder, port);
    const std::vector<std::string> desktops(tokens.begin(), tokens.end() - 1);
    fakes::HttpClient(port).send("GET", "/v1/me", {{"Authorization", "Bearer " + tokens.back()}},
                                 "");
    const auto before = resident_kb(hub);
    auto since = Clock::now();
    Desktops all(port, desktops);
    const double opened = milliseconds_since(since) / 1000;
    const auto after = resident_kb(hub);
    std::vector<double> times;
    for (int i = 0; i < changes; ++i) {
        const auto mark = fmt::format("mark-{:05}", i);
        since = Clock::now();
        fakes::HttpClient(port).send(
            "PUT", "/v1/me/state",
            {{"Authorization", "Bearer " + tokens.back()}, {"Content-Type", "application/json"}},
            json{{"state", "away"}, {"away_reason", mark}}.dump());
        const auto heard = all.read_until(mark, desktops.size(), std::chrono::seconds(30));
        if (heard != desktops.size())
            stop(fmt::format("only {} of {} heard {}", heard, desktops.size(), mark));
        times.push_back(milliseconds_since(since));
    }
    ::kill(hub, SIGKILL);
    ::waitpid(hub, nullptr, 0);
    std::ranges::sort(times);
    const auto at = [&](double share) {
        return times[std::min(times.size() - 1,
                              static_cast<std::size_t>(share * static_cast<double>(times.size())))];
    };
    return {{"streams", streams},
            {"opened_in_s", opened},
            {"change_to_last_ms",
             {{"n", times.size()}, {"p50", at(0.5)}, {"p99", at(0.99)}, {"max", times.back()}}},
            {"kb_per_stream", static_cast<double>(after - before) / streams},
            {"hub_resident_mb", static_cast<double>(after) / 1024}};
}

} // namespace

int main(int argc, char** argv) {
    int streams = 10'000;
    int changes = 50;
    CLI::App app{"Ten thousand event streams on one hub"};
    app.add_option("--streams", streams);
    app.add_option("--changes", changes);
    CLI11_PARSE(app, argc, argv);
    rlimit files{};
    ::getrlimit(RLIMIT_NOFILE, &files);
    if (files.rlim_max < 40'000) files.rlim_max = 40'000; // Root may.
    files.rlim_cur = files.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &files);
    std::string name = (std::filesystem::temp_directory_path() / "streams-XXXXXX").string();
    if (!::mkdtemp(name.data())) return 1;
    std::puts(measure(name, streams, changes).dump(2).c_str());
    std::filesystem::remove_all(name);
}
