// SPDX-License-Identifier: MIT

#include "kit/window_memory.h"

#include "kit/text.h"

#include <wx/display.h>
#include <wx/fileconf.h>
#include <wx/log.h>
#include <wx/toplevel.h>

namespace sangdam::ui {

WindowMemory::WindowMemory(const std::string& file) {
    const wxLogNull quiet; // A broken file is not worth a message box.
    file_ = std::make_unique<wxFileConfig>(wxString{}, wxString{}, text(file), wxString{},
                                           wxCONFIG_USE_LOCAL_FILE);
}

WindowMemory::~WindowMemory() {
    const wxLogNull quiet;
    file_->Flush();
}

int WindowMemory::number(const std::string& key, int otherwise) const {
    return static_cast<int>(file_->ReadLong(text(key), otherwise));
}

void WindowMemory::set_number(const std::string& key, int value) {
    file_->Write(text(key), static_cast<long>(value));
}

bool WindowMemory::restore(const std::string& key, wxTopLevelWindow& window) const {
    const wxRect place(number(key + "/x", 0), number(key + "/y", 0), number(key + "/width", 0),
                       number(key + "/height", 0));
    if (place.width <= 0 || place.height <= 0) return false;
    if (wxDisplay::GetFromPoint(place.GetPosition() + wxPoint(40, 10)) == wxNOT_FOUND) return false;
    window.SetSize(place);
    if (number(key + "/maximized", 0) != 0) window.Maximize();
    return true;
}

void WindowMemory::keep(const std::string& key, const wxTopLevelWindow& window) {
    set_number(key + "/maximized", window.IsMaximized() ? 1 : 0);
    if (window.IsMaximized() || window.IsIconized()) return;
    const wxRect place = window.GetRect();
    set_number(key + "/x", place.x);
    set_number(key + "/y", place.y);
    set_number(key + "/width", place.width);
    set_number(key + "/height", place.height);
}

} // namespace sangdam::ui
