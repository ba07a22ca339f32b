// SPDX-License-Identifier: MIT
//
// Date and time of a promise: a day of the next two months by name, a time that is chosen or typed.
// The toolkit's own pickers write dates as the system's locale does and ask for seconds.
// Local time of the PC. Window thread.
#pragma once

#include "base/clock.h"

#include <wx/panel.h>

#include <functional>
#include <string>

class wxChoice;
class wxComboBox;

namespace sangdam::ui {

class DueField final : public wxPanel {
public:
    // The controls' ids are "<id>.date" and "<id>.time".
    DueField(wxWindow* parent, const std::string& id, const base::Clock& clock);

    // `unreadable` is told when what stands there is no time, and `chosen` when it is one again.
    void on_chosen(std::function<void(base::WallTime)> chosen, std::function<void()> unreadable);
    void show(base::WallTime due); // What is typed stays as long as it means the same.
    bool readable() const;
    void focus();

private:
    void offer_days();
    void changed();

    const base::Clock& clock_;
    std::function<void(base::WallTime)> chosen_;
    std::function<void()> unreadable_;
    wxChoice* day_;
    wxComboBox* time_;
    base::WallTime today_{}; // Local midnight, the first of the days offered.
    base::WallTime due_{};
    bool filling_ = false;
};

} // namespace sangdam::ui
