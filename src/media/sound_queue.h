// SPDX-License-Identifier: MIT
//
// Decoded sound that waits to be played, as one piece that can be looked at and cut. Room is there
// from the beginning. Media thread.
#pragma once

#include "media/pcm.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstddef>
#include <memory>
#include <span>

namespace sangdam::media {

class SoundQueue {
public:
    static constexpr std::size_t kRoom = kRate / 2;

    std::size_t size() const { return end_ - begin_; }
    std::span<Sample> sound() { return {room_->data() + begin_, size()}; }

    // Room for `n` more at the end; to be filled, then add()ed. Nothing if there is none.
    std::span<Sample> space(std::size_t n) {
        if (kRoom - end_ < n) { // Rare: the sound moves back to the start of the room.
            std::copy(room_->begin() + static_cast<std::ptrdiff_t>(begin_),
                      room_->begin() + static_cast<std::ptrdiff_t>(end_), room_->begin());
            end_ -= begin_;
            begin_ = 0;
        }
        return {room_->data() + end_, std::min(n, kRoom - end_)};
    }
    void add(std::size_t n) {
        assert(n <= kRoom - end_);
        end_ += n;
    }
    void drop_front(std::size_t n) {
        assert(n <= size());
        begin_ += n;
        if (begin_ == end_) begin_ = end_ = 0;
    }
    void drop_back(std::size_t n) {
        assert(n <= size());
        end_ -= n;
    }
    void clear() { begin_ = end_ = 0; }

private:
    std::unique_ptr<std::array<Sample, kRoom>> room_ =
        std::make_unique<std::array<Sample, kRoom>>();
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
};

} // namespace sangdam::media
