// SPDX-License-Identifier: MIT
//
// What the switch says, as Korean text. Pure; speech.h makes sound of it.
#pragma once

#include "core/switch_settings.h"

#include <string>
#include <string_view>

namespace sangdam::pbx {

// Before the first word with an agent: what the administrator wrote, else our own with the notice
// of 산업안전보건법 41조 (customers are told that abuse of agents is not tolerated); then the menu.
std::string welcome_text(const core::SwitchSettings&);
std::string closed_text(const core::SwitchSettings&);
std::string who_calls_text(std::string_view agent); // "홍길동 상담원으로부터 걸려온 전화입니다."
std::string queue_place_text(int place); // 1: next. "두 번째 순서로 …"

} // namespace sangdam::pbx
