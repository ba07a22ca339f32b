// SPDX-License-Identifier: MIT
//
// A ring for exactly one writing and one reading thread. Neither side ever waits or allocates.
#pragma once

#include "base/realtime.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <bit>
#include <cstddef>
#include <span>
#include <type_traits>

namespace sangdam::base {

template <class T, std::size_t Capacity>
class SpscRing {
    static_assert(std::has_single_bit(Capacity), "the index mask needs a power of two");
    static_assert(std::is_trivially_copyable_v<T>);

public:
    // Writing thread. Returns how many fitted; the rest is the caller's to drop and count.
    std::size_t write(std::span<const T> in) noexcept SDC_REALTIME {
        const auto tail = tail_.load(std::memory_order_relaxed);
        const auto free = Capacity - (tail - head_.load(std::memory_order_acquire));
        const auto n = std::min(in.size(), free);
        for (std::size_t i = 0; i < n; ++i) slots_[(tail + i) & kMask] = in[i];
        tail_.store(tail + n, std::memory_order_release);
        return n;
    }

    // Reading thread. Returns how many there were.
    std::size_t read(std::span<T> out) noexcept SDC_REALTIME {
        const auto head = head_.load(std::memory_order_relaxed);
        const auto used = tail_.load(std::memory_order_acquire) - head;
        const auto n = std::min(out.size(), used);
        for (std::size_t i = 0; i < n; ++i) out[i] = slots_[(head + i) & kMask];
        head_.store(head + n, std::memory_order_release);
        return n;
    }

    // Reading thread. Forgets up to `n` of the oldest; returns how many there were.
    std::size_t skip(std::size_t n) noexcept SDC_REALTIME {
        const auto head = head_.load(std::memory_order_relaxed);
        n = std::min(n, tail_.load(std::memory_order_acquire) - head);
        head_.store(head + n, std::memory_order_release);
        return n;
    }

    // Either thread; the other side may change it the next moment.
    std::size_t size() const noexcept SDC_REALTIME {
        const auto head = head_.load(std::memory_order_acquire);
        return tail_.load(std::memory_order_acquire) - head;
    }
    static constexpr std::size_t capacity() { return Capacity; }

private:
    static constexpr std::size_t kMask = Capacity - 1;

    // Counters only grow and may wrap; their difference is the fill level either way.
    alignas(64) std::atomic<std::size_t> head_{0};
    alignas(64) std::atomic<std::size_t> tail_{0};
    alignas(64) std::array<T, Capacity> slots_{};
};

} // namespace sangdam::base
