// SPDX-License-Identifier: MIT

#include "hid/taught.h"

#include <algorithm>

namespace sangdam::hid {

const Taught* find_taught(const TaughtList& list, DeviceName device) {
    const auto at =
        std::ranges::find_if(list, [&](const Taught& each) { return each.device == device; });
    return at == list.end() ? nullptr : &*at;
}

void erase_taught(TaughtList& list, DeviceName device) {
    std::erase_if(list, [&](const Taught& each) { return each.device == device; });
}

void put_taught(TaughtList& list, Taught taught) {
    erase_taught(list, taught.device);
    list.push_back(std::move(taught));
}

TelephonyMap with_taught(TelephonyMap map, const Taught& taught) {
    const auto is_hook = [](InputRole role) {
        return role == InputRole::Hook || role == InputRole::Send || role == InputRole::Drop;
    };
    const auto teaches = [&](auto accept) {
        return std::ranges::any_of(taught.keys, [&](const TaughtKey& k) { return accept(k.role); });
    };
    const bool hook = teaches(is_hook);
    const bool mute = teaches([](InputRole role) { return role == InputRole::Mute; });
    std::erase_if(map.inputs, [&](const Input& input) {
        return (hook && is_hook(input.role)) || (mute && input.role == InputRole::Mute);
    });
    for (const auto& key : taught.keys) {
        Input input;
        input.role = key.role;
        input.kind = key.kind;
        input.usage = usage_of(key.role);
        input.report_id = key.report_id;
        input.bit = key.bit;
        input.inverted = key.inverted;
        map.inputs.push_back(std::move(input));
    }
    map.is_phone = map.is_phone || hook;
    map.is_body = map.is_body || (hook && !map.has(OutputRole::OffHook));
    if (taught.ring == TaughtRing::None)
        std::erase_if(map.outputs, [](const Output& output) {
            return output.role == OutputRole::Ring || output.role == OutputRole::Ringer;
        });
    return map;
}

Quirks with_taught(Quirks quirks, const Taught& taught) {
    if (taught.ring == TaughtRing::Lamp) quirks.ring_by = RingBy::Lamp;
    if (taught.ring == TaughtRing::Ringer) quirks.ring_by = RingBy::Ringer;
    return quirks;
}

} // namespace sangdam::hid
