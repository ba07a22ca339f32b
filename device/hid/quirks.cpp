// SPDX-License-Identifier: MIT

#include "hid/quirks.h"

#include <optional>

namespace sangdam::hid {

namespace {

using std::chrono::milliseconds;

struct Entry {
    std::uint16_t vendor;
    std::optional<std::uint16_t> product; // Empty: the whole vendor.
    Quirks quirks;
};

// A product before its vendor: the first match counts.
const Entry kEntries[] = {
    {0x0b0e,
     0x0412,
     {.ring_second_call = false,
      .reason = "Jabra SPEAK 410: while a second call rings its off-hook key sends nothing"}},
    {0x1395,
     0x00a2,
     {.off_before_on = true,
      .reason = "EPOS/Sennheiser DECT: wake and mute take effect only off before on"}},
    {0x1395,
     0x00a9,
     {.off_before_on = true,
      .reason = "EPOS/Sennheiser DECT: wake and mute take effect only off before on"}},
    {0x047f,
     std::nullopt,
     {.hold_drops_off_hook = true,
      .idle_hook_rejects = 1,
      .reason = "Poly: hold is the hold lamp with off-hook out, as in its own sample; a hook that "
                "stays down while it rings means reject"}},
    {0x6993,
     std::nullopt,
     {.hold_drops_off_hook = true,
      .reason = "Yealink: its own host code holds by off-hook out and hold on"}},
    {0x046d,
     std::nullopt,
     {.double_press = milliseconds{60},
      .reason = "Logitech: H650e and H820e send each press twice"}},
};

} // namespace

Quirks quirks_for(DeviceName device) {
    for (const auto& entry : kEntries)
        if (entry.vendor == device.vendor &&
            entry.product.value_or(device.product) == device.product)
            return entry.quirks;
    return {};
}

} // namespace sangdam::hid
