// SPDX-License-Identifier: MIT

#include "words/handset_words.h"

#include "kit/text.h"

#include <wx/translation.h>

#include <utility>

namespace sangdam::ui {
namespace {

struct Word {
    std::string_view role;
    const char* word;
};

// Translated when asked for: the catalog may not be there yet.
constexpr Word kKeys[] = {
    {"hook", wxTRANSLATE("Handset (hook)")},
    {"mute", wxTRANSLATE("Mute key")},
    {"flash", wxTRANSLATE("Flash key")},
    {"redial", wxTRANSLATE("Redial key")},
    {"hold", wxTRANSLATE("Hold key")},
    {"transfer", wxTRANSLATE("Transfer key")},
    {"drop", wxTRANSLATE("Hang-up key")},
    {"send", wxTRANSLATE("Call key")},
    {"reject", wxTRANSLATE("Reject key")},
    {"keypad", wxTRANSLATE("Dial pad")},
    {"line", wxTRANSLATE("Line key")},
    {"line_busy", wxTRANSLATE("Line busy")},
    {"speaker_phone", wxTRANSLATE("Speaker key")},
    {"speed_dial", wxTRANSLATE("Speed dial key")},
    {"voice_mail", wxTRANSLATE("Voice mail key")},
    {"do_not_disturb", wxTRANSLATE("Do-not-disturb key")},
    {"conference", wxTRANSLATE("Conference key")},
    {"park", wxTRANSLATE("Park key")},
    {"forward", wxTRANSLATE("Forward key")},
};
constexpr Word kLamps[] = {
    {"off_hook", wxTRANSLATE("Call lamp")},
    {"ring", wxTRANSLATE("Ring lamp")},
    {"ringer", wxTRANSLATE("Ringer")},
    {"mute", wxTRANSLATE("Mute lamp")},
    {"microphone", wxTRANSLATE("Microphone lamp")},
    {"hold", wxTRANSLATE("Hold lamp")},
    {"on_line", wxTRANSLATE("On-line lamp")},
    {"off_line", wxTRANSLATE("Off-line lamp")},
    {"busy", wxTRANSLATE("Busy lamp")},
    {"message_waiting", wxTRANSLATE("Message lamp")},
    {"speaker", wxTRANSLATE("Speaker lamp")},
    {"headset", wxTRANSLATE("Headset lamp")},
    {"do_not_disturb", wxTRANSLATE("Do-not-disturb lamp")},
    {"send_calls", wxTRANSLATE("Forward lamp")},
    {"conference", wxTRANSLATE("Conference lamp")},
    {"line", wxTRANSLATE("Line lamp")},
    {"busy_light", wxTRANSLATE("Busy light")},
};

constexpr Word kKinds[] = {
    {"level", wxTRANSLATE("switch")},    {"toggle", wxTRANSLATE("toggle")},
    {"pair", wxTRANSLATE("on and off")}, {"one_shot", wxTRANSLATE("key")},
    {"array", wxTRANSLATE("key group")},
};

template <std::size_t N>
wxString word_of(const Word (&words)[N], std::string_view role) {
    for (const auto& each : words)
        if (each.role == role) return wxGetTranslation(each.word);
    return text(role);
}

} // namespace

wxString key_word(std::string_view role) { return word_of(kKeys, role); }
wxString lamp_word(std::string_view role) { return word_of(kLamps, role); }

wxString kind_word(std::string_view kind) { return word_of(kKinds, kind); }

wxString press_word(std::string_view role, std::string_view what) {
    if (role == "hook" && what == "on") return _("lifted");
    if (role == "hook" && what == "off") return _("put down");
    if (what == "on") return _("on");
    if (what == "off") return _("off");
    if (what == "pressed") return _("pressed");
    return text(what); // A digit.
}

HandsetState state_of(const core::HandsetPlan& plan) {
    const auto& device = plan.device;
    if (device.used_elsewhere)
        return {_("Another program has a call on this handset just now. Close that call before you "
                  "take one here."),
                Tone::Warn};
    if (!device.is_phone && plan.keys.empty() && !plan.lamps.empty())
        return {_("A busy light. It shows your calls by itself."), Tone::Good};
    if (!device.is_phone)
        return {_("This is not recognised as a telephone. If it is one, teach it: it takes a "
                  "minute."),
                Tone::Warn};
    if (!device.usable)
        return {_("Found, but this account may not open it. Ask your administrator to install the "
                  "handset rules, then plug it in again."),
                Tone::Bad};
    if (!device.trouble.empty())
        return {_("Keys work, but its lamps cannot be written. Plug it in again."), Tone::Warn};
    return {_("Ready. Press its keys to see them here; click a lamp to light it."), Tone::Good};
}

HandsetState handset_trouble(const std::vector<core::HandsetDevice>& devices) {
    for (const auto& device : devices) {
        if (device.used_elsewhere)
            return {wxString::Format(_("Another program has a call on %s just now. Your calls ring "
                                       "as always; end the other call before you answer."),
                                     text(device.name)),
                    Tone::Warn};
        if (device.is_phone && !device.usable)
            return {wxString::Format(_("%s is plugged in, but this account may not open it. Ask "
                                       "your administrator to install the handset rules; F9 "
                                       "answers meanwhile."),
                                     text(device.name)),
                    Tone::Warn};
    }
    return {};
}

HandsetState lesson_sentence(const core::TeachView& view) {
    using core::TeachStep;
    switch (view.step) {
    case TeachStep::Off: break;
    case TeachStep::Lift: return {_("Lift the handset, or press its call key."), Tone::Accent};
    case TeachStep::PutDown:
        return {_("Put it down again, or press the key once more."), Tone::Accent};
    case TeachStep::Mute: return {_("Press the mute key once. No such key? Skip."), Tone::Accent};
    case TeachStep::Ring: return {_("Does the handset ring or blink now?"), Tone::Accent};
    case TeachStep::Saved:
        return {wxString::Format(_("Learnt, and in use from now on. To help others, send in the "
                                   "file %s"),
                                 text(view.file)),
                Tone::Good};
    case TeachStep::Unclear:
        return {_("What it sends does not tell lifting from putting down. Try once more, one "
                  "movement at a time."),
                Tone::Bad};
    case TeachStep::Failed:
        return {_("The lesson could not be kept: the handset was pulled out, or its file cannot be "
                  "written."),
                Tone::Bad};
    }
    return {};
}

} // namespace sangdam::ui
