// SPDX-License-Identifier: MIT
//
// Behind the settings page "Handset": what each device can do, which key was pressed just now, and
// a lesson in progress. Holds no device and no thread; what it wants done it asks through Doors.
// Call thread.
#pragma once

#include "core/ports/handset_check.h"
#include "hid/input_reader.h"
#include "hid/teaching.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace sangdam::hid {

struct ExaminedDevice {
    core::HandsetDevice shown;
    DeviceName name;
    std::shared_ptr<const TelephonyMap> by_descriptor;
    std::shared_ptr<const TelephonyMap> map; // With what was taught.
    std::string note;
    bool taught = false;
    bool light = false; // A busy light, which has one lamp of no descriptor.
};

class Examiner {
public:
    struct Doors {
        std::function<void(const std::string& id, const std::vector<OutputRole>&)> light;
        std::function<void(const std::string& id)> hear_everything;      // Also of a non-phone.
        std::function<void(const std::string& id, const Taught&)> learn; // Answered by learnt().
    };
    explicit Examiner(Doors doors) : doors_(std::move(doors)) {}

    bool watched() const { return listener_ != nullptr; }
    void set_listener(core::HandsetCheckListener*);
    void show(const ExaminedDevice&);
    void gone(const std::string& id);
    void report(const std::string& id, std::span<const std::uint8_t>, base::TimePoint now);

    void teach(const std::string& id, base::TimePoint now);
    void answer(core::TeachAnswer, base::TimePoint now);
    void time_passed(base::TimePoint now);
    void learnt(const std::string& id, const std::string& file); // Empty: could not be written.
    std::optional<base::TimePoint> next_deadline() const;

private:
    struct Examined {
        ExaminedDevice device;
        InputReader reader;
        std::optional<bool> hook, mute; // Levels as told last.
    };
    struct Running {
        std::string id;
        TeachPupil pupil;
        TeachState state;
    };

    void tell_plans();
    void tell_teaching(core::TeachStep, const std::string& file = {});
    void tell(Examined&, const DeviceEvent&);
    void go_on(const TeachInput&, base::TimePoint now);
    void end_lesson(core::TeachStep, const std::string& file = {});

    Doors doors_;
    core::HandsetCheckListener* listener_ = nullptr;
    std::map<std::string, Examined> devices_;
    std::optional<Running> lesson_;
};

core::HandsetPlan plan_of(const ExaminedDevice&);

} // namespace sangdam::hid
