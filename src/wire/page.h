// SPDX-License-Identifier: MIT
//
// One page of a list. Cursors, not offsets: a list that grows while it is read shows nothing twice.
#pragma once

#include <string>
#include <vector>

namespace sangdam::wire {

template <class T>
struct Page {
    std::vector<T> items;
    std::string next; // Opaque cursor; empty: this was the last page.
};

} // namespace sangdam::wire
