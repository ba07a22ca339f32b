// SPDX-License-Identifier: MIT
//
// The tray's little picture: a telephone, the agent's state as colour and shape, and how many wait.
// Window thread.
#pragma once

#include "core/agent.h"

#include <wx/bmpbndl.h>
#include <wx/icon.h>
#include <wx/string.h>

#include <cstddef>
#include <string>

namespace sangdam::ui {

wxBitmap tray_bitmap(core::AgentState state, std::size_t waiting, int pixels);
wxString badge_text(std::size_t waiting); // "", "3", "9+". Pure.

// "홍길동 · 수신 가능 · 대기 3"
wxString tray_tooltip(const std::string& name, core::AgentState state, std::size_t waiting);

} // namespace sangdam::ui
