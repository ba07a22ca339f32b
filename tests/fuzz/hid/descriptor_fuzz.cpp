// SPDX-License-Identifier: MIT
//
// The bytes are a report descriptor: it is read or refused, and what was read is a map whose every
// part lies inside its report.

#include "hid/describe.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>

namespace sangdam::hid {
namespace {

void check(bool holds) {
    if (!holds) std::abort();
}

void run(std::span<const std::uint8_t> input) {
    const auto model = parse_descriptor(input);
    if (!model) return;
    check(model->fields.size() <= input.size() && model->collections.size() <= input.size());
    const auto map = telephony_map(*model);
    check(map.inputs.size() <= kMaxInputs && map.outputs.size() <= kMaxOutputs);
    for (const auto& i : map.inputs)
        check(i.bit + std::uint64_t{i.bits} * i.slots <=
              model->report_bytes(ReportKind::Input, i.report_id) * 8);
    for (const auto& o : map.outputs)
        check(o.bit < model->report_bytes(ReportKind::Output, o.report_id) * 8);
    check(map.telephony || !map.is_phone);
    static_cast<void>(describe_json(map));
}

} // namespace
} // namespace sangdam::hid

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    sangdam::hid::run({data, size});
    return 0;
}
