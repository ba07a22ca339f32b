// SPDX-License-Identifier: MIT
//
// One page of a list, and which one is asked for. Cursors, not offsets: a list that grows while it
// is read shows nothing twice. Pure.
#pragma once

#include <string>
#include <vector>

namespace sangdam::core {

template <class T>
struct Page {
    std::vector<T> items;
    std::string next; // Opaque cursor; empty: this was the last page.

    friend bool operator==(const Page&, const Page&) = default;
};

struct PageAsked {
    std::string after; // `next` of the page before; empty: the first.
    int limit = 50;    // 1 to 100
};

} // namespace sangdam::core
