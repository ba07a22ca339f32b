// SPDX-License-Identifier: MIT
//
// Any descriptor, then any reports for it, then any lamps: nothing may crash, hang or grow. Input:
// two bytes of length (little-endian), the descriptor, then reports, each with a length byte before
// it.

#include "hid/describe.h"
#include "hid/handset_fsm.h"
#include "hid/teaching.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>

namespace sangdam::hid {
namespace {

void check(bool holds) {
    if (!holds) std::abort();
}

void read_reports(const TelephonyMap& map, std::span<const std::uint8_t> rest) {
    InputReader reader(map);
    auto state = plugged({});
    const HandsetTraits traits;
    auto now = base::TimePoint{};
    const TeachPupil pupil{{}, "any", map};
    auto lesson = begin_teaching(pupil, now);
    while (!rest.empty()) {
        const std::size_t length = std::min<std::size_t>(rest[0], rest.size() - 1);
        const auto report = rest.subspan(1, length);
        rest = rest.subspan(1 + length);
        now += std::chrono::milliseconds{length * 7};
        lesson = length % 11 == 10 ? step(std::move(lesson), pupil,
                                          static_cast<core::TeachAnswer>(length % 3), now)
                                   : step(std::move(lesson), pupil, RawReport{report}, now);
        check(lesson.learnt.keys.size() <= 3);
        if (over(lesson)) lesson = begin_teaching(pupil, now);
        const auto events = reader.read(report);
        check(events.size() <= report.size() * 8 + 1);
        for (const auto& event : events) {
            const auto result = step(state, traits, event, now);
            check(result.commands.size() <= 2);
            state = result.state;
            // The call follows somehow, so that the machine is seen in each of its states.
            core::HandsetView view = state.view;
            view.line = static_cast<core::HandsetView::Line>(length % 5);
            view.muted = length % 2 == 0;
            state = step(state, traits, ViewChanged{view}, now).state;
        }
    }
}

void run(std::span<const std::uint8_t> input) {
    if (input.size() < 2) return;
    const std::size_t wanted = input[0] + std::size_t{256} * input[1];
    input = input.subspan(2);
    const auto length = std::min(wanted, input.size());
    const auto model = parse_descriptor(input.first(length));
    if (!model) return;
    const auto map = telephony_map(*model);
    static_cast<void>(describe_json(map));
    check(map.inputs.size() <= kMaxInputs && map.outputs.size() <= kMaxOutputs);
    LampReports lamps(map, {});
    for (const auto& report : lamps.show({.off_hook = true, .ring = true, .mute = true}))
        check(report.bytes.size() == 1 + model->report_bytes(ReportKind::Output, report.bytes[0]));
    read_reports(map, input.subspan(length));
}

} // namespace
} // namespace sangdam::hid

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    sangdam::hid::run({data, size});
    return 0;
}
