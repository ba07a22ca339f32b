// SPDX-License-Identifier: MIT
//
// A reply that comes after its presenter has gone must find nobody. Member of a presenter; declared
// last, so that it is cut first. One thread.
#pragma once

#include <memory>
#include <utility>

namespace sangdam::desk {

class Lifeline {
public:
    // The same callable, but a no-op once this lifeline has gone.
    template <class F>
    auto guard(F f) const {
        return [weak = std::weak_ptr<int>(token_), f = std::move(f)](auto&&... args) mutable {
            if (weak.lock()) f(std::forward<decltype(args)>(args)...);
        };
    }

private:
    std::shared_ptr<int> token_ = std::make_shared<int>(0);
};

} // namespace sangdam::desk
