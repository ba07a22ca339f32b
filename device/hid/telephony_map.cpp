// SPDX-License-Identifier: MIT

#include "hid/telephony_map.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace sangdam::hid {

namespace {

constexpr std::array<std::pair<Usage, InputRole>, 20> kInputs{{
    {usage::kHookSwitch, InputRole::Hook},
    {usage::kPhoneMute, InputRole::Mute},
    {usage::kFlash, InputRole::Flash},
    {usage::kRedial, InputRole::Redial},
    {usage::kHold, InputRole::Hold},
    {usage::kTransfer, InputRole::Transfer},
    {usage::kDrop, InputRole::Drop},
    {usage::kSend, InputRole::Send},
    {usage::kProgrammableButton, InputRole::Reject},
    {usage::kButton1, InputRole::Reject},
    {usage::kButton7, InputRole::Reject},
    {usage::kLine, InputRole::Line},
    {usage::kLineBusyTone, InputRole::LineBusy},
    {usage::kSpeakerPhone, InputRole::Speaker},
    {usage::kSpeedDial, InputRole::SpeedDial},
    {usage::kVoiceMail, InputRole::VoiceMail},
    {usage::kDoNotDisturb, InputRole::DoNotDisturb},
    {usage::kConference, InputRole::Conference},
    {usage::kPark, InputRole::Park},
    {usage::kForwardCalls, InputRole::Forward},
}};

constexpr std::array<std::pair<Usage, OutputRole>, 16> kOutputs{{
    {usage::kLedOffHook, OutputRole::OffHook},
    {usage::kLedRing, OutputRole::Ring},
    {usage::kRinger, OutputRole::Ringer},
    {usage::kLedMute, OutputRole::Mute},
    {usage::kLedMicrophone, OutputRole::Microphone},
    {usage::kLedHold, OutputRole::Hold},
    {usage::kLedOnLine, OutputRole::OnLine},
    {usage::kLedOffLine, OutputRole::OffLine},
    {usage::kLedBusy, OutputRole::Busy},
    {usage::kLedMessageWaiting, OutputRole::MessageWaiting},
    {usage::kLedSpeaker, OutputRole::Speaker},
    {usage::kLedHeadset, OutputRole::Headset},
    {usage::kLedDoNotDisturb, OutputRole::DoNotDisturb},
    {usage::kLedSendCalls, OutputRole::SendCalls},
    {usage::kLedConference, OutputRole::Conference},
    {usage::kLine, OutputRole::Line},
}};

// More keys than any array has; beyond, a range is not looked through.
constexpr std::uint64_t kMaxKeys = 4096;

bool is_key(Usage usage) { return usage >= usage::kKey0 && usage <= usage::kKeyD; }

std::optional<OutputRole> output_role(Usage usage) {
    for (const auto& [known, role] : kOutputs)
        if (known == usage) return role;
    return std::nullopt;
}

bool is_telephone_usage(Usage usage) {
    return usage == usage::kPhone || usage == usage::kHandset || usage == usage::kHeadset;
}

// HUT §14.1: phone, handset and headset are telephones wherever they stand, also as a logical part
// of a vendor's application. Any other application of the page (a lone key pad) is one as well.
bool is_telephone(const Collection& c) {
    return is_telephone_usage(c.usage) ||
           (c.type == static_cast<std::uint8_t>(Collection::Type::Application) &&
            usage_page(c.usage) == page::kTelephony);
}

// The telephone around a field; an inner application of a vendor (EPOS) does not hide it.
const Collection* telephone_around(const Model& model, std::uint32_t collection) {
    while (collection != kNoCollection) {
        const auto& c = model.collections[collection];
        if (is_telephone(c)) return &c;
        collection = c.parent;
    }
    return nullptr;
}

// HUT §3.4.1.2. What it leaves undefined is filled with what devices mean by it: a hook that may
// "prefer" a state is still a level (CX300, EPOS); a mute that may is a push button.
InputKind on_off_kind(const Field& field, InputRole role) {
    if (field.relative) return field.logical_min < 0 ? InputKind::Pair : InputKind::Toggle;
    if (role == InputRole::Hook || field.no_preferred) return InputKind::Level;
    return InputKind::Toggle;
}

InputKind input_kind(const Field& field, InputRole role) {
    switch (role) {
    case InputRole::Hook:
    case InputRole::Mute:
    case InputRole::LineBusy: return on_off_kind(field, role);
    case InputRole::Hold:
    case InputRole::Send:
    case InputRole::Speaker:
    case InputRole::DoNotDisturb:
    case InputRole::Conference:
    case InputRole::Park:
    case InputRole::Forward:
    case InputRole::VoiceMail: return on_off_kind(field, role);
    default: return InputKind::OneShot;
    }
}

void add_variables(const Field& field, TelephonyMap& map) {
    // Every value beyond the named usages would repeat the last one; no telephone means that.
    const auto named = std::min<std::uint64_t>(field.count, field.usage_count());
    for (std::uint64_t i = 0; i < named && i < 512; ++i) {
        const auto role = input_role(*field.usage_at(i));
        if (!role || map.inputs.size() >= kMaxInputs) continue;
        Input input;
        input.role = *role;
        input.kind = input_kind(field, *role);
        input.usage = *field.usage_at(i);
        input.report_id = field.report_id;
        input.bit = field.bit + static_cast<std::uint32_t>(i) * field.bits;
        input.bits = field.bits;
        input.relative = field.relative;
        map.inputs.push_back(std::move(input));
    }
}

// The different roles among the keys of an array, each with its first usage. A key pad is one role;
// some devices choose between hook, flash and redial in one array.
std::vector<std::pair<InputRole, Usage>> roles_of(const Field& field) {
    std::vector<std::pair<InputRole, Usage>> out;
    std::uint64_t seen = 0;
    for (const auto& range : field.usages)
        for (std::uint64_t i = 0; i < range.size() && seen < kMaxKeys; ++i, ++seen) {
            const auto usage = range.first + static_cast<Usage>(i);
            const auto role = input_role(usage);
            const auto known = [&](const auto& each) { return each.first == role; };
            if (role && std::none_of(out.begin(), out.end(), known)) out.emplace_back(*role, usage);
        }
    return out;
}

void add_array(const Field& field, TelephonyMap& map) {
    if (field.bits > 16 || field.count > 64) return;
    for (const auto& [role, usage] : roles_of(field)) {
        if (map.inputs.size() >= kMaxInputs) return;
        Input input;
        input.role = role;
        input.kind = InputKind::Array;
        input.usage = usage;
        input.report_id = field.report_id;
        input.bit = field.bit;
        input.bits = field.bits;
        input.slots = field.count;
        input.relative = field.relative;
        input.minimum = field.logical_min;
        // By the letter, value 0 of an array from 0 is its first key, held down for ever while
        // idle. Devices mean "none" by it, and count the keys from 1 (Jabra, Yealink; EPOS with one
        // bit). A device that says it has a null value may prove to be by the letter (InputReader).
        input.idle_is_zero = field.logical_min == 0;
        input.null_state = field.null_state;
        input.keys = field.usages;
        map.inputs.push_back(std::move(input));
    }
}

void add_outputs(const Field& field, TelephonyMap& map) {
    // No telephone has lamps in an array, but for an "array" of one bit, which is a lamp.
    if (!field.variable && (field.bits != 1 || field.count != 1)) return;
    const auto named = std::min<std::uint64_t>(field.count, field.usage_count());
    for (std::uint64_t i = 0; i < named && i < 512; ++i) {
        const auto role = output_role(*field.usage_at(i));
        if (!role || map.outputs.size() >= kMaxOutputs) continue;
        map.outputs.push_back({*role, *field.usage_at(i), field.report_id,
                               field.bit + static_cast<std::uint32_t>(i) * field.bits, field.bits,
                               field.relative});
    }
}

void add_output_reports(const Model& model, TelephonyMap& map) {
    for (const auto& output : map.outputs) {
        const ReportLength length{output.report_id,
                                  model.report_bytes(ReportKind::Output, output.report_id)};
        if (std::find(map.output_reports.begin(), map.output_reports.end(), length) ==
            map.output_reports.end())
            map.output_reports.push_back(length);
    }
}

// What the field meets as "headset" and is none: microphones with a constant hook, webcams with a
// mute key and a hook nobody can light. A telephone has a hook, and either can be told that a call
// is there, or is built to be lifted or dialled on.
bool enough_for_a_phone(const TelephonyMap& map, bool hook_is_real) {
    if (!map.has(InputRole::Hook) && !map.has(InputRole::Send)) return false;
    if (map.has(OutputRole::OffHook)) return true;
    const bool rings = map.has(OutputRole::Ring) || map.has(OutputRole::Ringer);
    return hook_is_real && (rings || map.is_body || map.has(InputRole::Keypad));
}

class MapMaker {
public:
    explicit MapMaker(const Model& model) : model_(model) { map_.numbered = model.numbered; }

    TelephonyMap make() {
        map_.telephony =
            std::any_of(model_.collections.begin(), model_.collections.end(), is_telephone);
        for (const auto& field : model_.fields)
            if (const auto* telephone = telephone_around(model_, field.collection))
                add(field, *telephone);
        judge_constants();
        add_output_reports(model_, map_);
        map_.is_phone = enough_for_a_phone(map_, hook_is_real_);
        return std::move(map_);
    }

private:
    void add(const Field& field, const Collection& telephone) {
        const auto before = map_.inputs.size();
        if (field.kind == ReportKind::Output) return add_outputs(field, map_);
        if (field.kind != ReportKind::Input) return;
        field.variable ? add_variables(field, map_) : add_array(field, map_);
        for (auto i = before; i < map_.inputs.size(); ++i) {
            auto& input = map_.inputs[i];
            input.constant = field.constant;
            data_ = data_ || !field.constant;
            if (input.role != InputRole::Hook && input.role != InputRole::Send) continue;
            hook_is_real_ = hook_is_real_ || !field.constant;
            map_.is_body = map_.is_body || is_body(telephone.usage);
        }
    }

    static bool is_body(Usage usage) { return usage == usage::kPhone || usage == usage::kHandset; }

    // "Constant" is padding, also with a usage – unless the rest shows that the maker only got the
    // flag wrong (Anker): an off-hook lamp, or telephony that is declared as data.
    void judge_constants() {
        if (data_ || map_.has(OutputRole::OffHook)) return;
        std::erase_if(map_.inputs, [](const Input& input) { return input.constant; });
    }

    const Model& model_;
    TelephonyMap map_;
    bool hook_is_real_ = false;
    bool data_ = false;
};

} // namespace

std::optional<InputRole> input_role(Usage usage) {
    if (is_key(usage)) return InputRole::Keypad;
    for (const auto& [known, role] : kInputs)
        if (known == usage) return role;
    return std::nullopt;
}

Usage usage_of(InputRole role) {
    if (role == InputRole::Keypad) return usage::kKey0;
    for (const auto& [usage, each] : kInputs)
        if (each == role) return usage;
    return 0;
}

std::optional<OutputRole> output_role(std::string_view wanted) {
    for (const auto& [usage, role] : kOutputs)
        if (name(role) == wanted) return role;
    return std::nullopt;
}

TelephonyMap telephony_map(const Model& model) { return MapMaker(model).make(); }

bool TelephonyMap::has(InputRole role) const { return find(role) != nullptr; }
bool TelephonyMap::has(OutputRole role) const { return find(role) != nullptr; }

const Input* TelephonyMap::find(InputRole role) const {
    for (const auto& input : inputs)
        if (input.role == role) return &input;
    return nullptr;
}

const Output* TelephonyMap::find(OutputRole role) const {
    for (const auto& output : outputs)
        if (output.role == role) return &output;
    return nullptr;
}

bool TelephonyMap::listens_to(std::uint8_t report_id) const {
    return std::any_of(inputs.begin(), inputs.end(),
                       [=](const Input& input) { return input.report_id == report_id; });
}

std::string_view name(InputRole role) {
    constexpr std::array<std::string_view, 19> kNames{
        "hook",           "mute",       "flash",         "redial",     "hold",
        "transfer",       "drop",       "send",          "reject",     "keypad",
        "line",           "line_busy",  "speaker_phone", "speed_dial", "voice_mail",
        "do_not_disturb", "conference", "park",          "forward"};
    return kNames[static_cast<std::size_t>(role)];
}

std::string_view name(OutputRole role) {
    constexpr std::array<std::string_view, 16> kNames{
        "off_hook", "ring",    "ringer",         "mute",       "microphone",
        "hold",     "on_line", "off_line",       "busy",       "message_waiting",
        "speaker",  "headset", "do_not_disturb", "send_calls", "conference",
        "line"};
    return kNames[static_cast<std::size_t>(role)];
}

std::string_view name(InputKind kind) {
    constexpr std::array<std::string_view, 5> kNames{"level", "toggle", "pair", "one_shot",
                                                     "array"};
    return kNames[static_cast<std::size_t>(kind)];
}

} // namespace sangdam::hid
