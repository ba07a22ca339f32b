// SPDX-License-Identifier: MIT
//
// How other processes of the same user talk to the running desk (`sangdamcall ctl`, a second
// start): one line of text asks, one line answers, then the connection closes. A Unix socket of
// mode 0600; a peer of another user is shown out.
#pragma once

#include "base/executor.h"
#include "base/result.h"

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

namespace sangdam::os {

inline constexpr std::size_t kMaxChannelLine = 65536; // Longer requests are dropped.

// To be called once, on any thread; never blocks. Dropping it unused closes the connection.
using ChannelReply = std::function<void(const std::string& line)>;
using ChannelHandler = std::function<void(const std::string& line, ChannelReply)>;

// Owns a thread of its own that accepts and reads; the handler runs on `where`.
class LocalChannel {
public:
    // `folder` is session_dir(); the lock must be held, for a socket left behind by a killed desk
    // is replaced. Unavailable: the socket cannot be made there.
    static base::Result<std::unique_ptr<LocalChannel>> open(const std::filesystem::path& folder,
                                                            base::Executor& where, ChannelHandler);
    ~LocalChannel(); // Joins; the handler may still run for what was posted before.
    LocalChannel(const LocalChannel&) = delete;
    LocalChannel& operator=(const LocalChannel&) = delete;

private:
    class Server;
    explicit LocalChannel(std::unique_ptr<Server>);
    std::unique_ptr<Server> server_;
};

// The other end; blocks up to `patience`, for short-lived programs only. NotFound: no desk runs.
// TimedOut; Unavailable: it hung up without an answer. BadInput: `line` has a line end in it.
base::Result<std::string> ask_local_channel(const std::filesystem::path& folder,
                                            const std::string& line,
                                            std::chrono::milliseconds patience);

} // namespace sangdam::os
