// SPDX-License-Identifier: MIT

#include "hid/input_reader.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

namespace sangdam::hid {

namespace {

using Body = std::span<const std::uint8_t>;

// `bits` from `bit` on, little-endian (§8); nothing when the report ends before.
std::optional<std::uint32_t> bits_of(Body body, std::uint32_t bit, std::uint32_t bits) {
    bits = std::min<std::uint32_t>(bits, 32);
    if (std::uint64_t{bit} + bits > body.size() * std::uint64_t{8}) return std::nullopt;
    std::uint32_t value = 0;
    for (std::uint32_t i = 0; i < bits; ++i) {
        const auto at = bit + i;
        value |= std::uint32_t{(body[at / 8] >> (at % 8)) & 1U} << i;
    }
    return value;
}

std::optional<char> digit_of(Usage usage) {
    constexpr std::string_view kDigits = "0123456789*#ABCD";
    if (usage < usage::kKey0 || usage > usage::kKeyD) return std::nullopt;
    return kDigits[usage - usage::kKey0];
}

std::optional<Usage> key_at(const Input& input, std::uint64_t index) {
    for (const auto& range : input.keys) {
        if (index < range.size()) return range.first + static_cast<Usage>(index);
        index -= range.size();
    }
    return std::nullopt;
}

// Accepts values above the logical maximum as long as there is a key for them: the Jabra and
// Yealink keypads declare 0..11 and send 1..12.
std::optional<Usage> key_of(const Input& input, std::uint32_t value, bool by_the_letter) {
    if (input.idle_is_zero && !by_the_letter)
        return value == 0 ? std::nullopt : key_at(input, value - 1U);
    const auto index = std::int64_t{value} - input.minimum;
    if (index < 0) return std::nullopt;
    return key_at(input, static_cast<std::uint64_t>(index));
}

std::uint64_t keys_of(const Input& input) {
    std::uint64_t n = 0;
    for (const auto& range : input.keys) n += range.size();
    return n;
}

bool contains(const std::vector<Usage>& keys, Usage key) {
    return std::find(keys.begin(), keys.end(), key) != keys.end();
}

// Lamps of the line, not presses: they accompany the hook.
bool accompanies_hook(InputRole role) {
    return role == InputRole::Hook || role == InputRole::LineBusy || role == InputRole::Line;
}

} // namespace

InputReader::InputReader(const TelephonyMap& map)
    : numbered_(map.numbered), has_hook_(map.has(InputRole::Hook)) {
    for (const auto& input : map.inputs) slots_.push_back({input, 0, {}});
    std::stable_partition(slots_.begin(), slots_.end(),
                          [](const Slot& slot) { return slot.input.role != InputRole::Hook; });
}

std::vector<DeviceEvent> InputReader::read(std::span<const std::uint8_t> report) {
    std::vector<DeviceEvent> out;
    if (report.empty()) return out;
    const std::uint8_t id = numbered_ ? report[0] : std::uint8_t{0};
    const Body body = numbered_ ? report.subspan(1) : report;
    auto& last = last_reports_[id];
    const bool again = std::equal(last.begin(), last.end(), body.begin(), body.end());
    if (!again) last.assign(body.begin(), body.end());

    for (auto& slot : slots_)
        if (slot.input.report_id == id) read_slot(slot, body, again, out);

    const bool alone = std::none_of(slots_.begin(), slots_.end(), [&](const Slot& slot) {
        return slot.input.report_id == id && !accompanies_hook(slot.input.role) &&
               (slot.last != 0 || !slot.held.empty());
    });
    for (auto& event : out)
        if (auto* hook = std::get_if<HookLevel>(&event)) hook->alone = alone;
    return out;
}

void InputReader::read_slot(Slot& slot, Body body, bool again,
                            std::vector<DeviceEvent>& out) const {
    const auto& input = slot.input;
    if (input.kind == InputKind::Array) return read_array(slot, body, out);
    auto read = bits_of(body, input.bit, input.bits);
    if (read && input.inverted) *read = *read == 0 ? 1U : 0U;
    if (!read || input.role == InputRole::LineBusy) return; // A tone is not a press.
    const auto before = std::exchange(slot.last, *read);
    // A relative control is sent once per press, so the same report again is the next press.
    const bool pressed = *read != 0 && (before == 0 || (input.relative && again));

    if (input.kind == InputKind::Pair) {
        if (!pressed) return;
        const bool minus = ((*read >> (std::min<std::uint32_t>(input.bits, 32) - 1)) & 1U) != 0;
        const bool on = input.bits == 1 || !minus;
        if (input.role == InputRole::Hook) out.emplace_back(HookPressed{on});
        if (input.role == InputRole::Mute) out.emplace_back(MuteLevel{on});
        return;
    }
    if (input.role == InputRole::Hook && input.kind == InputKind::Level)
        out.emplace_back(HookLevel{*read != 0, false});
    else if (input.role == InputRole::Mute && input.kind == InputKind::Level)
        out.emplace_back(MuteLevel{*read != 0});
    else if (!pressed)
        return;
    else if (input.role == InputRole::Hook)
        out.emplace_back(HookToggled{});
    else if (input.role == InputRole::Mute)
        out.emplace_back(MuteToggled{});
    else if (const auto digit = digit_of(input.usage))
        out.emplace_back(DigitPressed{*digit});
    else if (!has_hook_ && (input.role == InputRole::Send || input.role == InputRole::Drop))
        out.emplace_back(HookPressed{input.role == InputRole::Send}); // TigerJet has only these.
    else
        out.emplace_back(KeyPressed{input.role});
}

void InputReader::read_array(Slot& slot, Body body, std::vector<DeviceEvent>& out) const {
    const auto& input = slot.input;
    std::vector<Usage> down;
    for (std::uint32_t i = 0; i < input.slots; ++i) {
        const auto value = bits_of(body, input.bit + i * input.bits, input.bits);
        if (!value) return;
        // A null value (§6.2.2.5) that no key could have: this device counts by the letter.
        if (input.null_state && input.bits > 1 && *value > keys_of(input))
            slot.by_the_letter = true;
        const auto key = key_of(input, *value, slot.by_the_letter);
        if (key && input_role(*key) == input.role && !contains(down, *key)) down.push_back(*key);
    }
    if (input.role == InputRole::Hook) out.emplace_back(HookLevel{!down.empty(), false});
    for (const auto key : down)
        if (!contains(slot.held, key)) array_key(input.role, key, out);
    slot.held = std::move(down);
}

void InputReader::array_key(InputRole role, Usage key, std::vector<DeviceEvent>& out) const {
    switch (role) {
    case InputRole::Hook:
    case InputRole::LineBusy: break;
    case InputRole::Mute: out.emplace_back(MuteToggled{}); break;
    case InputRole::Keypad: out.emplace_back(DigitPressed{*digit_of(key)}); break;
    case InputRole::Send:
    case InputRole::Drop:
        if (!has_hook_) {
            out.emplace_back(HookPressed{role == InputRole::Send});
            break;
        }
        [[fallthrough]];
    default: out.emplace_back(KeyPressed{role});
    }
}

} // namespace sangdam::hid
