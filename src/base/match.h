// SPDX-License-Identifier: MIT
//
// std::visit with one lambda per alternative: std::visit(Match{[](A) {...}, [](B) {...}}, v).
#pragma once

namespace sangdam::base {

template <class... F>
struct Match : F... {
    using F::operator()...;
};
template <class... F>
Match(F...) -> Match<F...>;

} // namespace sangdam::base
