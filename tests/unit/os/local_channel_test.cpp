// SPDX-License-Identifier: MIT

#include "base/strand.h"
#include "os/instance_lock.h"
#include "os/local_channel.h"
#include "unit/os/temporary_folder.h"

#include <gtest/gtest.h>

#include <chrono>
#include <future>
#include <string>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace sangdam::os {
namespace {

using namespace std::chrono_literals;
using base::Errc;

// Waits until everything posted so far has run.
void finish(base::Executor& executor) {
    std::promise<void> done;
    executor.post([&] { done.set_value(); });
    done.get_future().wait();
}

class Channel : public InAFolder {
protected:
    std::unique_ptr<LocalChannel> serve(ChannelHandler handler) {
        auto opened = LocalChannel::open(folder_, strand_, std::move(handler));
        EXPECT_TRUE(opened) << opened.error().what;
        return opened ? std::move(opened).value() : nullptr;
    }
    base::Result<std::string> ask(const std::string& line) {
        return ask_local_channel(folder_, line, 5s);
    }
    base::Strand strand_{"desk"};
};

TEST_F(Channel, ARequestIsAnsweredOnTheDesksOwnExecutor) {
    const auto channel = serve([this](const std::string& line, const ChannelReply& reply) {
        reply(strand_.is_current() ? "you said " + line : "on the wrong thread");
    });
    EXPECT_EQ(*ask("상태 status"), "you said 상태 status");
    EXPECT_EQ(*ask(""), "you said ");
}

TEST_F(Channel, TheSocketIsItsOwnersAlone) {
    const auto channel = serve([](const std::string&, const ChannelReply&) {});
    struct stat about {};
    ASSERT_EQ(stat((folder_ / "desk.sock").c_str(), &about), 0);
    EXPECT_EQ(about.st_mode & 0777u, 0600u);
}

TEST_F(Channel, WithoutADeskTheAskerIsToldSo) {
    EXPECT_EQ(ask("status").error().code, Errc::NotFound);
    {
        const auto gone = serve([](const std::string&, const ChannelReply&) {});
    }
    EXPECT_EQ(ask("status").error().code, Errc::NotFound) << "the socket file is still there";
}

TEST_F(Channel, ASocketLeftBehindByAKilledDeskIsReplaced) {
    {
        const auto killed = serve([](const std::string&, const ChannelReply&) {});
    }
    const auto channel =
        serve([](const std::string&, const ChannelReply& reply) { reply("alive"); });
    EXPECT_EQ(*ask("status"), "alive");
}

TEST_F(Channel, AReplyThatIsDroppedHangsUp) {
    const auto channel = serve([](const std::string&, const ChannelReply&) {});
    EXPECT_EQ(ask("status").error().code, Errc::Unavailable);
}

TEST_F(Channel, ADeskThatHangsDoesNotHangTheAsker) {
    ChannelReply kept;
    const auto channel =
        serve([&kept](const std::string&, ChannelReply reply) { kept = std::move(reply); });
    EXPECT_EQ(ask_local_channel(folder_, "status", 50ms).error().code, Errc::TimedOut);
    finish(strand_); // `kept` belongs to the strand until then.
}

TEST_F(Channel, OneLineIsOneLine) {
    const auto channel =
        serve([](const std::string&, const ChannelReply& reply) { reply("a\nb"); });
    EXPECT_EQ(ask("a\nb").error().code, Errc::BadInput);
    EXPECT_EQ(*ask("a"), "a b");
}

TEST_F(Channel, ARequestWithoutEndIsShownOut) {
    const auto channel =
        serve([](const std::string&, const ChannelReply& reply) { reply("never"); });
    EXPECT_FALSE(ask(std::string(kMaxChannelLine * 4, 'x')));
    EXPECT_EQ(*ask("and the next is served"), "never");
}

TEST_F(Channel, PeersThatSayNothingDoNotKeepOthersWaiting) {
    const auto channel = serve([](const std::string&, const ChannelReply& reply) { reply("ok"); });
    std::vector<int> silent;
    for (int i = 0; i < 10; ++i) {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        (folder_ / "desk.sock").string().copy(address.sun_path, sizeof address.sun_path - 1);
        silent.push_back(socket(AF_UNIX, SOCK_STREAM, 0));
        ASSERT_EQ(
            connect(silent.back(), reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    }
    EXPECT_EQ(*ask("status"), "ok");
    for (const int each : silent) close(each);
}

TEST_F(Channel, ManyAskersAtOnceEachGetTheirOwnAnswer) {
    const auto channel =
        serve([](const std::string& line, const ChannelReply& reply) { reply(line); });
    std::vector<std::thread> askers;
    for (int i = 0; i < 8; ++i)
        askers.emplace_back([this, i] {
            for (int round = 0; round < 20; ++round) {
                const auto line = std::to_string(i) + '/' + std::to_string(round);
                const auto answer = ask(line);
                ASSERT_TRUE(answer) << answer.error().what;
                EXPECT_EQ(*answer, line);
            }
        });
    for (auto& each : askers) each.join();
}

TEST_F(Channel, AFolderWithAVeryLongNameIsNoObstacle) {
    folder_ /= std::string(120, 'n');
    std::filesystem::create_directories(folder_);
    const auto channel = serve([](const std::string&, const ChannelReply& reply) { reply("ok"); });
    EXPECT_EQ(*ask("status"), "ok");
    folder_ = folder_.parent_path();
}

class Lock : public InAFolder {};

TEST_F(Lock, OnlyOneDeskRunsInASession) {
    auto first = InstanceLock::take(folder_);
    ASSERT_TRUE(first);
    const auto second = InstanceLock::take(folder_);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, Errc::Conflict);
    { const auto goes = std::move(first).value(); }
    EXPECT_TRUE(InstanceLock::take(folder_));
}

TEST_F(Lock, AKilledDeskLeavesNoLockBehind) {
    const pid_t child = fork();
    if (child == 0) {
        const auto held = InstanceLock::take(folder_);
        _exit(held ? 0 : 1); // No destructor runs, as with kill -9.
    }
    int status = 1;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    ASSERT_EQ(status, 0);
    EXPECT_TRUE(InstanceLock::take(folder_));
}

TEST_F(Lock, AFolderThatIsNotThereIsNoConflict) {
    EXPECT_EQ(InstanceLock::take(folder_ / "none").error().code, Errc::Unavailable);
}

} // namespace
} // namespace sangdam::os
