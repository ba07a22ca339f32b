// SPDX-License-Identifier: MIT

#include "hid/descriptor.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

namespace sangdam::hid {

namespace {

using base::Done;
using base::Errc;
using base::Error;
using base::Status;

constexpr std::size_t kMaxPushed = 64;
constexpr std::size_t kMaxNested = 64;

// A short item (§6.2.2.2): prefix and 0, 1, 2 or 4 bytes, little-endian.
struct Item {
    enum class Type { Main, Global, Local, Reserved };
    Type type = Type::Reserved;
    unsigned tag = 0;
    unsigned size = 0;
    std::uint32_t value = 0;

    std::int32_t signed_value() const {
        if (size == 1) return static_cast<std::int8_t>(value);
        if (size == 2) return static_cast<std::int16_t>(value);
        return static_cast<std::int32_t>(value);
    }
};

struct Globals { // §6.2.2.7: what Push and Pop save.
    std::uint32_t usage_page = 0;
    std::int32_t logical_min = 0;
    std::int64_t logical_max = 0;
    std::uint32_t report_size = 0;
    std::uint32_t report_count = 0;
    std::uint8_t report_id = 0;
};

struct LocalUsage {
    UsageRange range;
    bool extended = false; // Four bytes: it brings its own page.
};

struct Locals { // §6.2.2.8: forgotten after each main item.
    std::vector<LocalUsage> usages;
    std::uint32_t minimum = 0;
    bool has_minimum = false;
    std::optional<LocalUsage> lone_maximum; // Came before its minimum; devices do that, too.
    bool in_delimiter = false;
    bool delimiter_used = false; // This set has its usage; the others are alternatives to it.
};

void set_page(UsageRange& range, std::uint32_t page) {
    range.first = make_usage(page, usage_id(range.first));
    range.last = make_usage(page, usage_id(range.last));
}

class Parser {
public:
    explicit Parser(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}

    base::Result<Model> run() {
        if (bytes_.empty()) return bad("it is empty");
        if (bytes_.size() > kMaxDescriptorBytes) return bad("it is longer than 4096 bytes");
        while (at_ < bytes_.size()) {
            item_at_ = at_;
            if (bytes_[at_] == kLongItem) {
                SDC_CHECK(skip_long_item());
                continue;
            }
            SDC_TRY(const auto item, next_item());
            SDC_CHECK(take(item));
        }
        if (!open_.empty()) return bad("a collection is not closed");
        if (locals_.in_delimiter) return bad("a delimiter set is not closed");
        return std::move(model_);
    }

private:
    static constexpr std::uint8_t kLongItem = 0xFE;

    Error bad(const char* why) const {
        return {Errc::BadInput,
                std::string("report descriptor, byte ") + std::to_string(item_at_) + ": " + why};
    }

    // §6.2.2.3: no long item was ever defined, so there is nothing to understand in one.
    Status skip_long_item() {
        if (bytes_.size() - at_ < 3) return bad("it ends inside an item");
        const std::size_t length = 3U + bytes_[at_ + 1];
        if (bytes_.size() - at_ < length) return bad("it ends inside an item");
        at_ += length;
        return Done{};
    }

    base::Result<Item> next_item() {
        const std::uint8_t prefix = bytes_[at_++];
        Item item;
        item.size = (prefix & 3U) == 3U ? 4U : prefix & 3U;
        item.type = static_cast<Item::Type>((prefix >> 2) & 3U);
        item.tag = prefix >> 4;
        if (bytes_.size() - at_ < item.size) return bad("it ends inside an item");
        for (unsigned i = 0; i < item.size; ++i)
            item.value |= std::uint32_t{bytes_[at_ + i]} << (8 * i);
        at_ += item.size;
        return item;
    }

    Status take(const Item& item) {
        switch (item.type) {
        case Item::Type::Main: return take_main(item);
        case Item::Type::Global: return take_global(item);
        case Item::Type::Local: return take_local(item);
        case Item::Type::Reserved: return Done{}; // Of a later version; harmless here.
        }
        return Done{};
    }

    Status take_main(const Item& item) {
        apply_last_page();
        Status status = Done{};
        switch (item.tag) {
        case 0x8: status = add_field(ReportKind::Input, item.value); break;
        case 0x9: status = add_field(ReportKind::Output, item.value); break;
        case 0xB: status = add_field(ReportKind::Feature, item.value); break;
        case 0xA: status = open_collection(item.value); break;
        case 0xC: status = close_collection(); break;
        default: break;
        }
        locals_ = {};
        return status;
    }

    Status take_global(const Item& item) {
        switch (item.tag) {
        case 0x0: globals_.usage_page = item.value & 0xFFFFU; return Done{};
        case 0x1: globals_.logical_min = item.signed_value(); return Done{};
        case 0x2:
            // Eight bits 0xFF are 255 or -1; the minimum, which comes first, says which.
            globals_.logical_max = globals_.logical_min < 0 ? std::int64_t{item.signed_value()}
                                                            : std::int64_t{item.value};
            return Done{};
        case 0x7: globals_.report_size = item.value; return Done{};
        case 0x9: globals_.report_count = item.value; return Done{};
        case 0x8:
            if (item.value == 0 || item.value > 255) return bad("a report id must be 1 to 255");
            globals_.report_id = static_cast<std::uint8_t>(item.value);
            model_.numbered = true;
            return Done{};
        case 0xA:
            if (pushed_.size() >= kMaxPushed) return bad("pushed too deep");
            pushed_.push_back(globals_);
            return Done{};
        case 0xB:
            if (pushed_.empty()) return bad("popped more than was pushed");
            globals_ = pushed_.back();
            pushed_.pop_back();
            return Done{};
        default: return Done{}; // Physical extent and units mean nothing to a telephone.
        }
    }

    Status take_local(const Item& item) {
        switch (item.tag) {
        case 0x0: add_usage(item.value, item.value, item.size); return Done{};
        case 0x1: take_minimum(item); return Done{};
        case 0x2: take_maximum(item); return Done{};
        case 0xA: return take_delimiter(item.value);
        default: return Done{}; // Strings and designators.
        }
    }

    // §6.2.2.8 wants both ends of a range and says nothing of their order.
    void take_minimum(const Item& item) {
        locals_.minimum = item.value;
        locals_.has_minimum = true;
        if (const auto maximum = std::exchange(locals_.lone_maximum, std::nullopt))
            add_range(item.value, maximum->range.last, maximum->extended ? 4 : item.size);
    }

    void take_maximum(const Item& item) {
        if (locals_.has_minimum) return add_range(locals_.minimum, item.value, item.size);
        locals_.lone_maximum = LocalUsage{{0, item.value}, item.size == 4};
    }

    void add_range(std::uint32_t first, std::uint32_t last, unsigned item_size) {
        locals_.has_minimum = false;
        if (last >= first) add_usage(first, last, item_size);
    }

    // §6.2.2.8: a set names alternatives for one control, the best first.
    Status take_delimiter(std::uint32_t value) {
        if (value > 1) return bad("a delimiter must be 0 or 1");
        const bool opens = value == 1;
        if (opens == locals_.in_delimiter) return bad("delimiter sets do not nest");
        locals_.in_delimiter = opens;
        locals_.delimiter_used = false;
        return Done{};
    }

    void add_usage(std::uint32_t first, std::uint32_t last, unsigned item_size) {
        if (locals_.in_delimiter && std::exchange(locals_.delimiter_used, true)) return;
        LocalUsage usage{{first, last}, item_size == 4};
        if (!usage.extended) set_page(usage.range, globals_.usage_page);
        locals_.usages.push_back(usage);
    }

    // The last declared page counts, also for usages before it; but, as in the kernel, backwards
    // only until a usage that was declared on that page already. `09 07 05 09` is Button 7;
    // `09 07 05 09 09 01` is {Telephony 7, Button 1}.
    void apply_last_page() {
        for (auto it = locals_.usages.rbegin(); it != locals_.usages.rend(); ++it) {
            if (it->extended) continue;
            if (usage_page(it->range.last) == globals_.usage_page) break;
            set_page(it->range, globals_.usage_page);
        }
    }

    Status open_collection(std::uint32_t type) {
        if (open_.size() >= kMaxNested) return bad("collections nest too deep");
        Collection collection;
        collection.type = static_cast<std::uint8_t>(type & 0xFFU);
        if (!locals_.usages.empty()) collection.usage = locals_.usages.front().range.first;
        if (!open_.empty()) collection.parent = open_.back();
        open_.push_back(static_cast<std::uint32_t>(model_.collections.size()));
        model_.collections.push_back(collection);
        return Done{};
    }

    Status close_collection() {
        if (open_.empty()) return bad("a collection is closed that was not open");
        open_.pop_back();
        return Done{};
    }

    Status add_field(ReportKind kind, std::uint32_t flags) {
        auto& used = model_.report_bits[static_cast<std::size_t>(kind)][globals_.report_id];
        const std::uint64_t bits = std::uint64_t{globals_.report_size} * globals_.report_count;
        if (bits > kMaxReportBits - used) return bad("a report is longer than 16384 bytes");
        const std::uint32_t at = used;
        used += static_cast<std::uint32_t>(bits);
        if (locals_.usages.empty() || bits == 0) return Done{}; // Padding.

        Field field;
        field.kind = kind;
        field.report_id = globals_.report_id;
        field.bit = at;
        field.bits = globals_.report_size;
        field.count = globals_.report_count;
        field.logical_min = globals_.logical_min;
        field.logical_max = globals_.logical_max;
        if (!open_.empty()) field.collection = open_.back();
        for (const auto& usage : locals_.usages) field.usages.push_back(usage.range);
        field.constant = (flags & 0x01U) != 0;
        field.variable = (flags & 0x02U) != 0;
        field.relative = (flags & 0x04U) != 0;
        field.no_preferred = (flags & 0x20U) != 0;
        field.null_state = (flags & 0x40U) != 0;
        model_.fields.push_back(std::move(field));
        return Done{};
    }

    std::span<const std::uint8_t> bytes_;
    std::size_t at_ = 0;
    std::size_t item_at_ = 0;
    Globals globals_;
    std::vector<Globals> pushed_;
    Locals locals_;
    std::vector<std::uint32_t> open_;
    Model model_;
};

} // namespace

std::uint64_t Field::usage_count() const {
    std::uint64_t n = 0;
    for (const auto& range : usages) n += range.size();
    return n;
}

std::optional<Usage> Field::usage_at(std::uint64_t index) const {
    for (const auto& range : usages) {
        if (index < range.size()) return range.first + static_cast<Usage>(index);
        index -= range.size();
    }
    return std::nullopt;
}

std::optional<Usage> Field::usage_of_value(std::uint64_t index) const {
    if (auto usage = usage_at(index)) return usage;
    if (usages.empty()) return std::nullopt;
    return usages.back().last;
}

std::size_t Model::report_bytes(ReportKind kind, std::uint8_t report_id) const {
    return (report_bits[static_cast<std::size_t>(kind)][report_id] + 7U) / 8U;
}

base::Result<Model> parse_descriptor(std::span<const std::uint8_t> bytes) {
    return Parser(bytes).run();
}

} // namespace sangdam::hid
