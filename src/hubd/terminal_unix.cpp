// SPDX-License-Identifier: MIT

#include "hubd/terminal.h"

#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <termios.h>
#include <unistd.h>

namespace sangdam::hubd {
namespace {

class UnseenTyping {
public:
    UnseenTyping() {
        if (tcgetattr(STDIN_FILENO, &before_) != 0) return;
        auto unseen = before_;
        unseen.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        changed_ = tcsetattr(STDIN_FILENO, TCSAFLUSH, &unseen) == 0;
    }
    ~UnseenTyping() {
        if (changed_) tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
    }
    UnseenTyping(const UnseenTyping&) = delete;
    UnseenTyping& operator=(const UnseenTyping&) = delete;

private:
    termios before_{};
    bool changed_ = false;
};

base::Result<base::Secret> line() {
    std::string text;
    if (!std::getline(std::cin, text))
        return base::Error{base::Errc::BadInput, "no password was given on standard input"};
    if (!text.empty() && text.back() == '\r') text.pop_back();
    return base::Secret(std::move(text));
}

base::Result<base::Secret> typed(const std::string& prompt) {
    std::fputs(prompt.c_str(), stderr); // Standard output may be a file.
    auto secret = line();
    std::fputs("\n", stderr);
    return secret;
}

} // namespace

base::Result<base::Secret> ask_password(const std::string& variable, const std::string& whose) {
    if (!variable.empty()) {
        const char* value = std::getenv(variable.c_str());
        if (!value)
            return base::Error{base::Errc::NotFound, "the variable " + variable + " is not set"};
        return base::Secret(value);
    }
    if (isatty(STDIN_FILENO) == 0) return line();
    const UnseenTyping unseen;
    SDC_TRY(auto first, typed("Password of " + whose + ": "));
    SDC_TRY(const auto second, typed("Once more: "));
    if (!(first == second))
        return base::Error{base::Errc::BadInput, "the two passwords are not the same"};
    return first;
}

} // namespace sangdam::hubd
