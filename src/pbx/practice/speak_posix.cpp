// SPDX-License-Identifier: MIT
//
// espeak-ng is a program, not linked: its licence is not ours. The text goes in by a file and the
// sound comes out by one, so that no shell and no argument ever sees what somebody wrote.

#include "media/wav.h"
#include "pbx/practice/speech.h"

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <poll.h>
#include <spawn.h>
#include <string>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

extern char** environ;

namespace sangdam::pbx {
namespace {

using base::Errc;
using base::Error;

constexpr std::size_t kLongest = 4'000; // Bytes: some four minutes.
constexpr int kPatienceMs = 10'000;

class ScratchFolder {
public:
    ScratchFolder() {
        std::error_code none;
        auto pattern =
            (std::filesystem::temp_directory_path(none) / "sangdam-speech-XXXXXX").string();
        if (::mkdtemp(pattern.data()) != nullptr) path_ = pattern;
    }
    ~ScratchFolder() {
        std::error_code none;
        if (!path_.empty()) std::filesystem::remove_all(path_, none);
    }
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_; // Empty: there is none.
};

base::Status run(std::vector<std::string> words) {
    std::vector<char*> arguments;
    for (auto& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    pid_t child = 0;
    const int failed =
        ::posix_spawnp(&child, arguments[0], nullptr, nullptr, arguments.data(), environ);
    if (failed != 0)
        return Error{Errc::Unavailable, words[0] + " cannot be started; is it installed?"};
    // A handle that becomes readable when the child ends: no signal, no polling.
    const int handle = static_cast<int>(::syscall(SYS_pidfd_open, child, 0));
    pollfd ended{handle, POLLIN, 0};
    const bool in_time = handle >= 0 && ::poll(&ended, 1, kPatienceMs) == 1;
    if (!in_time) ::kill(child, SIGKILL);
    if (handle >= 0) ::close(handle);
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    if (!in_time) return Error{Errc::TimedOut, words[0] + " did not come to an end"};
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        return Error{Errc::Unavailable, words[0] + " failed"};
    return base::Done{};
}

} // namespace

base::Result<SharedPcm> speak(const std::string& text) {
    if (text.empty()) return Error{Errc::BadInput, "there is no text to speak"};
    if (text.size() > kLongest) return Error{Errc::BadInput, "the text is too long to be spoken"};
    const ScratchFolder folder;
    if (folder.path().empty()) return Error{Errc::Unavailable, "no place for a temporary file"};
    const auto words = folder.path() / "text.txt";
    const auto sound = folder.path() / "sound.wav";
    {
        std::ofstream out(words, std::ios::binary);
        out << text << '\n';
        if (!out.flush()) return Error{Errc::Unavailable, "a temporary file cannot be written"};
    }
    SDC_CHECK(run({"espeak-ng", "-v", "ko", "-p", "60", "-s", "165", "-f", words.string(), "-w",
                   sound.string()}));
    SDC_TRY(const auto pcm, media::read_wav(sound));
    if (pcm.samples.empty()) return Error{Errc::BadInput, "nothing can be heard of that text"};
    return SharedPcm(std::make_shared<media::Pcm>(media::at_rate(pcm, media::kRate)));
}

} // namespace sangdam::pbx
