// SPDX-License-Identifier: MIT
//
// Reads a HID report descriptor (HID 1.11 §5, §6.2.2): bytes in, model out. Pure; any thread.
//
// Safe for any bytes: never throws on input, needs time and memory linear in the length of the
// descriptor (at most 4096 bytes, as in the Linux kernel; usage ranges are not expanded). A
// descriptor that breaks a rule is refused whole, with the offset at which it did.
//
// Where HID 1.11 leaves room, the rule of the Linux kernel is followed, because that is what the
// device makers tested with: "usage page after usage" (hid_concatenate_last_usage_page), and the
// sign of a logical maximum, which is that of the logical minimum.
#pragma once

#include "base/result.h"
#include "hid/usages.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace sangdam::hid {

enum class ReportKind : std::uint8_t { Input, Output, Feature };

// One Usage item, or one Usage Minimum/Maximum pair: both ends included.
struct UsageRange {
    Usage first = 0;
    Usage last = 0;

    std::uint32_t size() const { return last - first + 1; }
    friend bool operator==(const UsageRange&, const UsageRange&) = default;
};

inline constexpr std::uint32_t kNoCollection = 0xFFFFFFFFU;

struct Collection {
    enum class Type : std::uint8_t { Physical = 0, Application = 1, Logical = 2 };
    std::uint8_t type = 0; // As in the descriptor; 3..255 are reports, switches, vendors' own.
    Usage usage = 0;
    std::uint32_t parent = kNoCollection; // Index into Model::collections.
};

// One Input, Output or Feature item: `count` values of `bits` each, lying side by side.
struct Field {
    ReportKind kind = ReportKind::Input;
    std::uint8_t report_id = 0;
    std::uint32_t bit = 0; // Of the first value, counted from the first bit after the report id.
    std::uint32_t bits = 0;
    std::uint32_t count = 0;
    std::int32_t logical_min = 0;
    std::int64_t logical_max = 0; // Unsigned 32 bit when the minimum is not negative.
    std::uint32_t collection = kNoCollection;
    std::vector<UsageRange> usages;

    // The bits of §6.2.2.5.
    bool constant = false;
    bool variable = false; // Otherwise an array: the value is an index into the usages.
    bool relative = false;
    bool no_preferred = false; // Stays where it is put.
    bool null_state = false;

    std::uint64_t usage_count() const;
    // The usage of value number `index`; nothing when the descriptor names fewer. For variables the
    // last usage goes on for all further values (§6.2.2.8).
    std::optional<Usage> usage_at(std::uint64_t index) const;
    std::optional<Usage> usage_of_value(std::uint64_t index) const;
};

struct Model {
    std::vector<Collection> collections;
    std::vector<Field> fields; // In descriptor order; padding without usages is left out.
    bool numbered = false;     // Reports begin with their id.

    // Length without the report id, rounded up to bytes; 0: no such report.
    std::size_t report_bytes(ReportKind, std::uint8_t report_id) const;

    std::array<std::array<std::uint32_t, 256>, 3> report_bits{}; // By kind and id.
};

inline constexpr std::size_t kMaxDescriptorBytes = 4096;
inline constexpr std::uint32_t kMaxReportBits = 16384 * 8; // The kernel's HID_MAX_BUFFER_SIZE.

base::Result<Model> parse_descriptor(std::span<const std::uint8_t> bytes);

} // namespace sangdam::hid
