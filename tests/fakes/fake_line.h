// SPDX-License-Identifier: MIT
//
// How all parts of a fake centre answer: on the executor, when the test runs it; with the error the
// test asked for, or because the link is down. What was asked is kept by name.
#pragma once

#include "base/executor.h"
#include "core/ports/reply.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace sangdam::fakes {

class FakeLine {
public:
    explicit FakeLine(base::Executor& executor) : executor_(executor) {}

    std::optional<base::Error> refuse_next; // The next request gets this.
    std::vector<std::string> requests;      // In order, by name.

    void set_down(bool down) { down_ = down; }
    bool down() const { return down_; }

    template <class T>
    void reply(core::Reply<T> done, base::Result<T> value) {
        auto error = std::exchange(refuse_next, std::nullopt);
        if (!error && down_) error = base::Error{base::Errc::Unavailable, "link is down"};
        base::Result<T> result = error ? base::Result<T>(*error) : std::move(value);
        executor_.post([done = std::move(done), result = std::move(result)] { done(result); });
    }

private:
    base::Executor& executor_;
    bool down_ = false;
};

} // namespace sangdam::fakes
