// SPDX-License-Identifier: MIT
//
// The server's thread reads requests; an answer is written by whoever gives it, straight into the
// socket, which has room for it. So nothing is shared but the descriptor, and that has one owner at
// a time: the thread until the line is complete, the reply afterwards.

#include "base/log.h"
#include "base/strand.h"
#include "os/local_channel.h"
#include "os/socket_address_unix.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <thread>
#include <unistd.h>
#include <utility>
#include <vector>

namespace sangdam::os {
namespace {

using base::Errc;
using base::Error;

constexpr std::size_t kMaxPeers = 32; // More wait in the kernel's queue.

const sockaddr* plain(const sockaddr_un& address) {
    return reinterpret_cast<const sockaddr*>(&address); // What the socket calls want.
}

bool is_our_user(int socket) {
    ucred peer{};
    socklen_t size = sizeof peer;
    return getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 && peer.uid == geteuid();
}

Error failed(const std::string& doing) {
    return Error{Errc::Unavailable, "cannot " + doing + ": " + std::strerror(errno)};
}

struct Peer {
    FileHandle socket;
    std::string text;
};

enum class Reading { More, Complete, Over };

Reading read_some(Peer& peer) {
    std::array<char, 4096> buffer;
    const auto n = recv(peer.socket.get(), buffer.data(), buffer.size(), MSG_DONTWAIT);
    if (n < 0) return errno == EAGAIN || errno == EINTR ? Reading::More : Reading::Over;
    if (n == 0) return Reading::Over;
    peer.text.append(buffer.data(), static_cast<std::size_t>(n));
    const auto end = peer.text.find('\n');
    if (end == std::string::npos)
        return peer.text.size() > kMaxChannelLine ? Reading::Over : Reading::More;
    peer.text.resize(end);
    return Reading::Complete;
}

ChannelReply reply_into(FileHandle socket) {
    auto shared = std::make_shared<FileHandle>(std::move(socket)); // std::function must copy.
    return [shared](const std::string& line) {
        if (!*shared) return; // Answered before.
        auto text = line;
        std::replace(text.begin(), text.end(), '\n', ' ');
        text += '\n';
        const auto n = send(shared->get(), text.data(), text.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
        if (n != static_cast<ssize_t>(text.size()))
            base::log::warn("os", "an answer of {} bytes to ctl was not taken", text.size());
        FileHandle close_it(std::move(*shared));
    };
}

} // namespace

class LocalChannel::Server {
public:
    Server(FileHandle listening, FileHandle wake, base::Executor& where, ChannelHandler handler)
        : listening_(std::move(listening)), wake_(std::move(wake)), where_(where),
          handler_(std::move(handler)), thread_([this] { run(); }) {}
    ~Server() {
        const std::uint64_t one = 1;
        if (write(wake_.get(), &one, sizeof one) < 0)
            base::log::error("os", "cannot wake the control channel: {}", std::strerror(errno));
        thread_.join();
    }

private:
    void run() {
        base::name_this_thread("ctl");
        for (;;) {
            std::vector<pollfd> waits{{wake_.get(), POLLIN, 0}};
            for (const auto& peer : peers_) waits.push_back({peer.socket.get(), POLLIN, 0});
            const bool room = peers_.size() < kMaxPeers;
            if (room) waits.push_back({listening_.get(), POLLIN, 0});
            if (poll(waits.data(), waits.size(), -1) < 0) {
                if (errno == EINTR) continue;
                base::log::error("os", "the control channel stops: {}", std::strerror(errno));
                return;
            }
            if (waits.front().revents != 0) return;
            const bool knocks = room && waits.back().revents != 0;
            for (std::size_t i = peers_.size(); i-- > 0;)
                if (waits[i + 1].revents != 0) serve(i);
            if (knocks) let_in();
        }
    }

    void let_in() {
        FileHandle socket(accept4(listening_.get(), nullptr, nullptr, SOCK_CLOEXEC));
        if (!socket) return;
        if (!is_our_user(socket.get())) {
            base::log::warn("os", "another user knocked at the control channel");
            return;
        }
        const int room = static_cast<int>(kMaxChannelLine) * 4;
        setsockopt(socket.get(), SOL_SOCKET, SO_SNDBUF, &room, sizeof room);
        peers_.push_back({std::move(socket), {}});
    }

    void serve(std::size_t index) {
        auto& peer = peers_[index];
        const auto state = read_some(peer);
        if (state == Reading::More) return;
        if (state == Reading::Complete)
            where_.post([handler = handler_, line = std::move(peer.text),
                         reply = reply_into(std::move(peer.socket))] { handler(line, reply); });
        std::swap(peer, peers_.back());
        peers_.pop_back();
    }

    const FileHandle listening_;
    const FileHandle wake_;
    base::Executor& where_;
    const ChannelHandler handler_;
    std::vector<Peer> peers_; // Server's thread only.
    std::thread thread_;      // Last: starts only when everything above exists.
};

LocalChannel::LocalChannel(std::unique_ptr<Server> server) : server_(std::move(server)) {}
LocalChannel::~LocalChannel() = default;

base::Result<std::unique_ptr<LocalChannel>> LocalChannel::open(const std::filesystem::path& folder,
                                                               base::Executor& where,
                                                               ChannelHandler handler) {
    SDC_TRY(const auto name, socket_in(folder));
    FileHandle listening(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (!listening) return failed("make a socket");
    unlink(name.address.sun_path);
    const auto before = umask(0177); // 0600 from the first moment on; the folder is 0700 besides.
    const bool bound = bind(listening.get(), plain(name.address), sizeof name.address) == 0;
    umask(before);
    if (!bound || listen(listening.get(), 16) != 0)
        return failed("make the control channel in " + folder.string());
    FileHandle wake(eventfd(0, EFD_CLOEXEC));
    if (!wake) return failed("make an eventfd");
    return std::unique_ptr<LocalChannel>(new LocalChannel(std::make_unique<Server>(
        std::move(listening), std::move(wake), where, std::move(handler))));
}

base::Result<std::string> ask_local_channel(const std::filesystem::path& folder,
                                            const std::string& line,
                                            std::chrono::milliseconds patience) {
    if (line.find('\n') != std::string::npos)
        return Error{Errc::BadInput, "a request to the desk is one line"};
    SDC_TRY(const auto name, socket_in(folder));
    FileHandle peer(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (!peer) return failed("make a socket");
    const auto ms = std::max<std::chrono::milliseconds::rep>(patience.count(), 1); // 0: for ever.
    const timeval limit{ms / 1000, (ms % 1000) * 1000};
    setsockopt(peer.get(), SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    setsockopt(peer.get(), SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
    if (connect(peer.get(), plain(name.address), sizeof name.address) != 0)
        return Error{Errc::NotFound, "no sangdamcall runs in this session (" + folder.string() +
                                         ": " + std::strerror(errno) + ")"};
    const auto text = line + '\n';
    if (send(peer.get(), text.data(), text.size(), MSG_NOSIGNAL) !=
        static_cast<ssize_t>(text.size()))
        return failed("ask the running desk");
    std::string answer;
    std::array<char, 4096> buffer;
    for (;;) {
        const auto n = recv(peer.get(), buffer.data(), buffer.size(), 0);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return Error{Errc::TimedOut, "the running desk did not answer in time"};
        if (n == 0) return Error{Errc::Unavailable, "the running desk hung up without an answer"};
        answer.append(buffer.data(), static_cast<std::size_t>(n));
        if (const auto end = answer.find('\n'); end != std::string::npos)
            return answer.substr(0, end);
    }
}

} // namespace sangdam::os
