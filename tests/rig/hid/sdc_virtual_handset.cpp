// SPDX-License-Identifier: MIT
//
// sdc_virtual_handset SOCKET – a desk full of USB handsets that do not exist, for tests of whole
// programs. Prints the environment the programs need, one NAME=value per line, then "ready", and
// serves one client at a time on a Unix socket: one command per line, one answer per line, "ok …"
// or "error …". Times are CLOCK_MONOTONIC in nanoseconds.
//
//   plug PROFILE [SERIAL]        ok /dev/hidrawN        it becomes the one all commands are for
//   use /dev/hidrawN             another one becomes it
//   profiles                     ok jabra_like poly_like …
//   report HEX …                 ok NS                  any input report, id first if numbered
//   lift | cradle                ok NS
//   press KEY                    ok                     mute flash redial reject drop 0-9 * #
//   echo on|off [MS]             ok                     confirms its lamp and reverts, as Jabra's
//   do lamps                        ok off_hook=0 ring=1 … wait_lamp NAME on|off MS     ok NS
//   wait_output HEX MS           ok NS HEX              id equal, and all bits of HEX set
//   outputs                      ok COUNT NS:HEX NS:HEX …
//   clear                        ok                     forgets the outputs (and so the lamps)
//   fail_writes ERRNO            ok                     0: they work again
//   slow_writes MS               ok
//   permission on|off            ok
//   now                          ok NS
//   unplug | quit                ok

#include "rig/hid/virtual_handset.h"

#include <fmt/format.h>

#include <cctype>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <functional>
#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include <vector>

namespace sangdam::rig {

namespace {

std::string hex(const Bytes& bytes) {
    std::string out;
    for (const auto byte : bytes) out += fmt::format("{:02x}", byte);
    return out;
}

// Throws std::invalid_argument on anything but digits.
Bytes bytes_of(const std::string& text) {
    std::string digits;
    for (const char c : text) {
        if (std::isspace(static_cast<unsigned char>(c)) != 0) continue;
        if (std::isxdigit(static_cast<unsigned char>(c)) == 0)
            throw std::invalid_argument("not hexadecimal: " + text);
        digits += c;
    }
    Bytes out;
    for (std::size_t i = 0; i + 1 < digits.size(); i += 2)
        out.push_back(static_cast<std::uint8_t>(std::stoul(digits.substr(i, 2), nullptr, 16)));
    return out;
}

class Session {
public:
    Session() {
        commands_ = {
            {"plug", [this](std::istream& in) { return plug(in); }},
            {"use", [this](std::istream& in) { return use(in); }},
            {"profiles", [](std::istream&) { return profiles(); }},
            {"now", [](std::istream&) { return fmt::format("ok {}", monotonic_ns()); }},
            {"report", [this](std::istream& in) { return report(in); }},
            {"lift", [this](std::istream&) { return fmt::format("ok {}", current().lift()); }},
            {"cradle", [this](std::istream&) { return fmt::format("ok {}", current().cradle()); }},
            {"press", [this](std::istream& in) { return press(in); }},
            {"echo", [this](std::istream& in) { return echo(in); }},
            {"lamps", [this](std::istream&) { return lamps(); }},
            {"wait_lamp", [this](std::istream& in) { return wait_lamp(in); }},
            {"wait_output", [this](std::istream& in) { return wait_output(in); }},
            {"outputs", [this](std::istream&) { return outputs(); }},
            {"clear", [this](std::istream&) { return clear(); }},
            {"fail_writes", [this](std::istream& in) { return fail_writes(in); }},
            {"slow_writes", [this](std::istream& in) { return slow_writes(in); }},
            {"permission", [this](std::istream& in) { return permission(in); }},
            {"unplug", [this](std::istream&) { return unplug(); }},
        };
    }

    std::string answer(const std::string& line) {
        std::istringstream in(line);
        std::string word;
        in >> word;
        const auto command = commands_.find(word);
        if (command == commands_.end()) return "error no such command: " + word;
        try {
            return command->second(in);
        } catch (const std::exception& e) {
            return std::string("error ") + e.what();
        }
    }

private:
    VirtualHandset& current() {
        const auto handset = handsets_.find(node_);
        if (handset == handsets_.end()) throw std::invalid_argument("nothing is plugged in");
        return *handset->second;
    }

    static std::string profiles() {
        std::string out = "ok";
        for (const auto& name : profile_names()) out += " " + name;
        return out;
    }
    std::string plug(std::istream& in) {
        std::string name;
        std::string serial;
        in >> name >> serial;
        const auto* profile = find_profile(name);
        if (profile == nullptr) return "error no such profile: " + name;
        auto handset = std::make_unique<VirtualHandset>(bus_, *profile, -1, serial);
        handset->set_echo(profile->echoes);
        node_ = handset->device().node();
        handsets_[node_] = std::move(handset);
        return "ok " + node_;
    }
    std::string use(std::istream& in) {
        std::string node;
        in >> node;
        if (!handsets_.contains(node)) return "error nothing is plugged in at " + node;
        node_ = node;
        return "ok";
    }
    std::string report(std::istream& in) {
        std::string rest;
        std::getline(in, rest);
        const auto bytes = bytes_of(rest);
        const auto at = monotonic_ns();
        if (!current().device().send(bytes)) return "error the queue is full";
        return fmt::format("ok {}", at);
    }
    std::string press(std::istream& in) {
        std::string key;
        in >> key;
        return current().press(key) ? "ok" : "error it has no such key: " + key;
    }
    std::string echo(std::istream& in) {
        std::string state;
        int delay = 10;
        in >> state >> delay;
        current().set_echo(state == "on", std::chrono::milliseconds{delay > 0 ? delay : 10});
        return "ok";
    }
    std::string lamps() {
        std::string out = "ok";
        for (const auto& [name, bit] : current().profile().lamps)
            out += fmt::format(" {}={}", name, current().lamp(name) ? 1 : 0);
        return out;
    }
    std::string wait_lamp(std::istream& in) {
        std::string name;
        std::string state;
        int limit = 0;
        in >> name >> state >> limit;
        if (!current().profile().lamps.contains(name)) return "error it has no such lamp: " + name;
        const auto at = current().wait_lamp(name, state == "on", std::chrono::milliseconds{limit});
        return at ? fmt::format("ok {}", *at) : "error timeout;" + lamps().substr(2);
    }
    std::string wait_output(std::istream& in) {
        std::string mask_text;
        int limit = 0;
        in >> mask_text >> limit;
        const auto mask = bytes_of(mask_text);
        const auto fits = [&](const OutputReport& output) {
            if (mask.empty() || output.bytes.size() < mask.size() || output.bytes[0] != mask[0])
                return false;
            for (std::size_t i = 1; i < mask.size(); ++i)
                if ((output.bytes[i] & mask[i]) != mask[i]) return false;
            return true;
        };
        OutputReport found;
        if (!current().device().wait_output(fits, std::chrono::milliseconds{limit}, &found))
            return "error timeout";
        return fmt::format("ok {} {}", found.at_ns, hex(found.bytes));
    }
    std::string outputs() {
        const auto all = current().device().outputs();
        std::string out = fmt::format("ok {}", all.size());
        for (const auto& output : all)
            out += fmt::format(" {}:{}", output.at_ns, hex(output.bytes));
        return out;
    }
    std::string clear() {
        current().device().forget_outputs();
        return "ok";
    }
    std::string fail_writes(std::istream& in) {
        int error = 0;
        in >> error;
        current().device().fail_writes(error);
        return "ok";
    }
    std::string slow_writes(std::istream& in) {
        int each = 0;
        in >> each;
        current().device().slow_writes(std::chrono::milliseconds{each});
        return "ok";
    }
    std::string permission(std::istream& in) {
        std::string state;
        in >> state;
        current().device().set_permission(state == "on");
        return "ok";
    }
    std::string unplug() {
        current();
        handsets_.erase(node_);
        node_ = handsets_.empty() ? std::string{} : handsets_.begin()->first;
        return "ok";
    }

    VirtualBus bus_;
    std::map<std::string, std::unique_ptr<VirtualHandset>> handsets_; // By node.
    std::string node_;
    std::map<std::string, std::function<std::string(std::istream&)>> commands_;
};

int listen_at(const std::string& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.size() >= sizeof address.sun_path) return -1;
    std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
    ::unlink(path.c_str());
    const int fd = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const void* as_any = &address;
    if (fd < 0 || ::bind(fd, static_cast<const sockaddr*>(as_any), sizeof address) != 0 ||
        ::listen(fd, 4) != 0)
        return -1;
    return fd;
}

// Until the client goes. True: it said quit.
bool serve(int client, Session& session) {
    std::string pending;
    char buffer[4096];
    for (ssize_t n = 0; (n = ::read(client, buffer, sizeof buffer)) > 0;) {
        pending.append(buffer, static_cast<std::size_t>(n));
        for (std::size_t end = 0; (end = pending.find('\n')) != std::string::npos;) {
            const auto line = pending.substr(0, end);
            pending.erase(0, end + 1);
            const bool quit = line == "quit";
            const auto answer = (quit ? std::string("ok") : session.answer(line)) + "\n";
            if (::send(client, answer.data(), answer.size(), MSG_NOSIGNAL) < 0) return false;
            if (quit) return true;
        }
    }
    return false;
}

int run(const std::string& path) {
    Session session;
    const int listener = listen_at(path);
    if (listener < 0) {
        std::fprintf(stderr, "cannot listen at %s\n", path.c_str());
        return 1;
    }
    std::printf("UMOCKDEV_DIR=%s\nLD_PRELOAD=%s\nready\n", std::getenv("UMOCKDEV_DIR"),
                std::getenv("LD_PRELOAD"));
    std::fflush(stdout);
    for (bool quit = false; !quit;) {
        const int client = ::accept4(listener, nullptr, nullptr, SOCK_CLOEXEC);
        if (client < 0) break;
        quit = serve(client, session);
        ::close(client);
    }
    ::close(listener);
    ::unlink(path.c_str());
    return 0;
}

} // namespace

} // namespace sangdam::rig

int main(int argc, char** argv) {
    if (argc != 2) {
        std::fprintf(stderr, "usage: %s SOCKET\n", argv[0]);
        return 2;
    }
    // umockdev finds its own devices through the preload library too; a caller need not know.
    const char* preload = std::getenv("LD_PRELOAD");
    if (preload == nullptr || std::strstr(preload, "libumockdev-preload") == nullptr) {
        ::setenv("LD_PRELOAD", SANGDAM_UMOCKDEV_PRELOAD, 1);
        ::execv("/proc/self/exe", argv);
        std::perror("execv");
        return 1;
    }
    try {
        return sangdam::rig::run(argv[1]);
    } catch (const std::exception& e) {
        std::fprintf(stderr, "%s\n", e.what());
        return 1;
    }
}
