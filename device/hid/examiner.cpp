// SPDX-License-Identifier: MIT

#include "hid/examiner.h"

#include "base/log.h" // fmt
#include "base/match.h"

#include <utility>

namespace sangdam::hid {

using core::TeachStep;

namespace {

core::HandsetPart part(std::string_view role, Usage usage, unsigned report_id, std::uint32_t bit,
                       std::string_view kind) {
    return {std::string(role), fmt::format("0x{:02X}:0x{:02X}", usage_page(usage), usage_id(usage)),
            report_id, bit, std::string(kind)};
}

std::string on_off(bool on) { return on ? "on" : "off"; }

} // namespace

core::HandsetPlan plan_of(const ExaminedDevice& device) {
    core::HandsetPlan plan;
    plan.device = device.shown;
    plan.note = device.note;
    plan.taught = device.taught;
    for (const auto& i : device.map->inputs)
        plan.keys.push_back(part(name(i.role), i.usage, i.report_id, i.bit, name(i.kind)));
    for (const auto& o : device.map->outputs)
        plan.lamps.push_back(
            part(name(o.role), o.usage, o.report_id, o.bit, o.relative ? "toggle" : "level"));
    if (device.light) plan.lamps.push_back({"busy_light", "", 0, 0, "level"});
    return plan;
}

void Examiner::set_listener(core::HandsetCheckListener* listener) {
    if (listener == nullptr && lesson_) end_lesson(TeachStep::Off);
    listener_ = listener;
    tell_plans();
}

void Examiner::show(const ExaminedDevice& device) {
    devices_.insert_or_assign(device.shown.id, Examined{device, InputReader(*device.map), {}, {}});
    tell_plans();
}

void Examiner::gone(const std::string& id) {
    devices_.erase(id);
    if (lesson_ && lesson_->id == id) end_lesson(TeachStep::Failed);
    tell_plans();
}

void Examiner::report(const std::string& id, std::span<const std::uint8_t> bytes,
                      base::TimePoint now) {
    const auto found = devices_.find(id);
    if (found == devices_.end() || listener_ == nullptr) return;
    for (const auto& event : found->second.reader.read(bytes)) tell(found->second, event);
    if (lesson_ && lesson_->id == id) go_on(RawReport{bytes}, now);
}

void Examiner::tell(Examined& examined, const DeviceEvent& event) {
    const auto say = [&](std::string_view role, std::string what) {
        listener_->pressed({examined.device.shown.id, std::string(role), std::move(what)});
    };
    // Levels come with each report; only their change is something a person did.
    const auto level = [&](std::optional<bool>& last, std::string_view role, bool on) {
        if (std::exchange(last, on) != on) say(role, on_off(on));
    };
    std::visit(base::Match{
                   [&](HookLevel e) { level(examined.hook, "hook", e.off_hook); },
                   [&](HookToggled) { say("hook", "pressed"); },
                   [&](HookPressed e) {
                       const bool own = examined.device.map->has(InputRole::Hook);
                       const auto key = e.off_hook ? InputRole::Send : InputRole::Drop;
                       own ? say("hook", on_off(e.off_hook)) : say(name(key), "pressed");
                   },
                   [&](MuteToggled) { say("mute", "pressed"); },
                   [&](MuteLevel e) { level(examined.mute, "mute", e.on); },
                   [&](KeyPressed e) { say(name(e.key), "pressed"); },
                   [&](DigitPressed e) { say("keypad", std::string(1, e.digit)); },
               },
               event);
}

void Examiner::tell_plans() {
    if (listener_ == nullptr) return;
    std::vector<core::HandsetPlan> plans;
    for (const auto& [id, examined] : devices_) plans.push_back(plan_of(examined.device));
    listener_->plans_changed(plans);
}

void Examiner::teach(const std::string& id, base::TimePoint now) {
    if (lesson_) end_lesson(TeachStep::Off);
    const auto found = devices_.find(id);
    if (found == devices_.end()) return;
    const auto& device = found->second.device;
    lesson_.emplace();
    lesson_->id = id;
    lesson_->pupil = {device.name, device.shown.name, *device.by_descriptor};
    lesson_->state = begin_teaching(lesson_->pupil, now);
    doors_.hear_everything(id);
    tell_teaching(TeachStep::Lift);
}

void Examiner::answer(core::TeachAnswer answer, base::TimePoint now) {
    if (lesson_) go_on(answer, now);
}

void Examiner::time_passed(base::TimePoint now) {
    if (lesson_) go_on(TeachTime{}, now);
}

void Examiner::go_on(const TeachInput& input, base::TimePoint now) {
    auto& lesson = *lesson_;
    const auto lit = lesson.state.lit;
    const auto step_before = lesson.state.step;
    lesson.state = step(std::move(lesson.state), lesson.pupil, input, now);
    const auto& state = lesson.state;
    if (state.lit != lit)
        doors_.light(lesson.id, state.lit ? std::vector{*state.lit} : std::vector<OutputRole>{});
    if (state.step == TeachStep::Saved && step_before != TeachStep::Saved) {
        doors_.learn(lesson.id, state.learnt);
    } else if (over(state)) {
        if (state.step != TeachStep::Saved) end_lesson(state.step);
    } else if (state.step != step_before || state.lit != lit) {
        tell_teaching(state.step);
    }
}

void Examiner::learnt(const std::string& id, const std::string& file) {
    if (!lesson_ || lesson_->id != id) return;
    end_lesson(file.empty() ? TeachStep::Failed : TeachStep::Saved, file);
}

void Examiner::end_lesson(TeachStep how, const std::string& file) {
    if (lesson_->state.lit) doors_.light(lesson_->id, {});
    tell_teaching(how, file);
    lesson_.reset();
}

void Examiner::tell_teaching(TeachStep step, const std::string& file) {
    if (listener_ != nullptr) listener_->teaching({lesson_->id, step, file});
}

std::optional<base::TimePoint> Examiner::next_deadline() const {
    return lesson_ ? hid::next_deadline(lesson_->state) : std::nullopt;
}

} // namespace sangdam::hid
