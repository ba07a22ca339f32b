// SPDX-License-Identifier: MIT
//
// The settings page "Handset" with a headset that is being looked at. Window thread.
#pragma once

#include "desk/handset_page.h"
#include "dialogs/handset_page_window.h"

namespace sangdam::gallery {

enum class HandsetSample { Pressed, Lesson, None };

class HandsetScene final : public core::HandsetCheck {
public:
    HandsetScene(base::Timers& timers, HandsetSample sample) : page_(*this, timers) {
        (new ui::HandsetPageWindow(page_))->open();
        if (sample == HandsetSample::None) return;
        page_.plans_changed({headset()});
        page_.pressed({"usb", "hook", "on"});
        page_.pressed({"usb", "keypad", "7"});
        page_.toggle_lamp("ring");
        if (sample == HandsetSample::Lesson) page_.teaching({"usb", core::TeachStep::Ring, {}});
    }

    void set_check_listener(core::HandsetCheckListener*) override {}
    void try_lamps(const std::string&, const std::vector<std::string>&) override {}
    void teach(const std::string&) override {}
    void answer(core::TeachAnswer) override {}
    void forget_taught(const std::string&) override {}

private:
    static core::HandsetPlan headset() {
        core::HandsetPlan plan;
        plan.device = {"usb", "Yealink WH66", "6993:b02b", true, true, {}, {}, false};
        plan.keys = {
            {"hook", "0x0B:0x20", 2, 0, "level"},      {"mute", "0x0B:0x2F", 2, 2, "toggle"},
            {"flash", "0x0B:0x21", 2, 3, "one_shot"},  {"redial", "0x0B:0x24", 2, 4, "one_shot"},
            {"reject", "0x09:0x07", 2, 6, "one_shot"}, {"keypad", "0x0B:0xB0", 2, 7, "array"}};
        for (const char* lamp : {"off_hook", "mute", "ring", "hold", "microphone", "ringer"})
            plan.lamps.push_back({lamp, "0x08:0x17", 2, 0, "level"});
        return plan;
    }
    desk::HandsetPage page_;
};

} // namespace sangdam::gallery
