// SPDX-License-Identifier: MIT
//
// Where work runs. Every thread hop in the program is a post() to one of these.
#pragma once

#include <functional>

namespace sangdam::base {

using Task = std::function<void()>;

class Executor {
public:
    virtual ~Executor() = default;

    // From any thread. Never runs the task before returning; tasks run in the order posted. After
    // the executor has begun to close, tasks are dropped.
    virtual void post(Task) = 0;
    virtual bool is_current() const = 0; // For assertions, never for choosing a branch.
};

} // namespace sangdam::base
