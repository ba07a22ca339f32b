// SPDX-License-Identifier: MIT

#include "media/telephone_event.h"

#include "media/network_order.h"

#include <algorithm>
#include <string_view>

namespace sangdam::media {
namespace {

constexpr std::string_view kDigits = "0123456789*#ABCD"; // In the order of their codes (§3.2).

std::int32_t ahead(std::uint32_t a, std::uint32_t b) { return static_cast<std::int32_t>(a - b); }

} // namespace

std::optional<TelephoneEvent> parse_telephone_event(Bytes payload) {
    if (payload.size() < 4)
        return std::nullopt; // More than 4: several events (§2.5.1.4); one counts.
    return TelephoneEvent{
        .event = payload[0],
        .end = (payload[1] & 0x80) != 0,
        .volume = static_cast<std::uint8_t>(payload[1] & 0x3F),
        .duration = read_u16(payload, 2),
    };
}

std::array<std::uint8_t, 4> format_telephone_event(const TelephoneEvent& e) {
    std::array<std::uint8_t, 4> out{};
    out[0] = e.event;
    out[1] = static_cast<std::uint8_t>((e.end ? 0x80 : 0) | (e.volume & 0x3F));
    write_u16(out, 2, e.duration);
    return out;
}

std::optional<std::uint8_t> event_of(char digit) {
    if (digit >= 'a' && digit <= 'd') digit = static_cast<char>(digit - 'a' + 'A');
    const auto at = kDigits.find(digit);
    if (at == std::string_view::npos) return std::nullopt;
    return static_cast<std::uint8_t>(at);
}

std::optional<char> digit_of(std::uint8_t event) {
    if (event >= kDigits.size()) return std::nullopt;
    return kDigits[event];
}

std::optional<char> DigitsHeard::hear(std::uint32_t timestamp, const TelephoneEvent& e) {
    const auto digit = digit_of(e.event);
    if (!digit) return std::nullopt;
    const std::uint32_t ends = timestamp + e.duration;
    if (last_) {
        // Late packets of an older press say nothing new.
        if (ahead(timestamp, last_->timestamp) < 0) return std::nullopt;
        const bool next_segment =
            e.event == last_->event && !last_->ended && timestamp == last_->ends;
        if (timestamp == last_->timestamp || next_segment) {
            last_->timestamp = timestamp;
            last_->ends = next_segment || ahead(ends, last_->ends) > 0 ? ends : last_->ends;
            last_->ended = last_->ended || e.end;
            return std::nullopt;
        }
    }
    last_ = Press{e.event, timestamp, ends, e.end};
    return digit;
}

bool DigitsSent::add(char digit, std::uint32_t duration, std::uint32_t pause) {
    const auto event = event_of(digit);
    if (!event || count_ == kMost) return false;
    // 16 bits of duration: longer presses would need segments; nobody presses that long by program.
    const auto length = std::clamp<std::uint32_t>(duration, 1, 0xFFFF);
    waiting_[(first_ + count_++) % kMost] = {*event, length, pause};
    return true;
}

std::optional<DigitsSent::Out> DigitsSent::next(std::uint32_t now, std::uint32_t step) {
    if (quiet_until_) {
        if (ahead(*quiet_until_, now) > 0) return std::nullopt;
        quiet_until_.reset();
    }
    if (count_ == 0) return std::nullopt;
    const Press& press = waiting_[first_];
    const bool first = !pressing_;
    if (first) {
        pressing_ = true;
        began_ = now;
        ends_sent_ = 0;
    }
    const std::uint32_t so_far = now - began_ + step;
    const bool end = so_far >= press.duration;
    const Out out{
        .event = {.event = press.event,
                  .end = end,
                  .duration = static_cast<std::uint16_t>(end ? press.duration : so_far)},
        .timestamp = began_,
        .marker = first,
    };
    if (end && ++ends_sent_ == kEndPackets) {
        quiet_until_ = now + step + press.pause;
        first_ = (first_ + 1) % kMost;
        --count_;
        pressing_ = false;
    }
    return out;
}

} // namespace sangdam::media
