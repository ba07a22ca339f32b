// SPDX-License-Identifier: MIT

#include "pbx/practice/announcements.h"

#include <algorithm>
#include <array>

namespace sangdam::pbx {
namespace {

// Native numbers, as they are spoken; a synthesizer reads "2번째" as "이번째".
constexpr std::array<std::string_view, 10> kOrdinals{"첫",   "두",   "세",   "네",   "다섯",
                                                     "여섯", "일곱", "여덟", "아홉", "열"};

constexpr std::string_view kWelcome =
    "안녕하세요. 상담콜 연습 센터입니다. 더 나은 상담을 위해 통화 내용이 녹음될 수 있습니다. "
    "지금 전화를 받는 상담사도 누군가의 소중한 가족입니다. 산업안전보건법에 따라 상담사를 "
    "보호하고 있으니, 폭언과 성희롱은 삼가 주시기 바랍니다.";
constexpr std::string_view kClosed =
    "안녕하세요. 지금은 상담 시간이 아닙니다. 상담 시간에 다시 전화해 주시기 바랍니다. "
    "감사합니다.";

} // namespace

std::string welcome_text(const core::SwitchSettings& settings) {
    std::string text = settings.welcome.empty() ? std::string(kWelcome) : settings.welcome;
    if (settings.menu.empty()) {
        if (settings.welcome.empty()) text += " 상담원 연결은 1번,";
    } else {
        for (const auto& choice : settings.menu)
            text += ' ' + choice.label + ' ' + choice.key + "번,";
    }
    if (settings.welcome.empty() || !settings.menu.empty())
        text += " 다시 들으시려면 별표를 눌러 주세요.";
    return text;
}

std::string closed_text(const core::SwitchSettings& settings) {
    return settings.closed.empty() ? std::string(kClosed) : settings.closed;
}

std::string who_calls_text(std::string_view agent) {
    return std::string(agent) + " 상담원으로부터 걸려온 전화입니다.";
}

std::string queue_place_text(int place) {
    const auto index = static_cast<std::size_t>(std::max(place, 1) - 1);
    const auto ordinal =
        index < kOrdinals.size() ? std::string(kOrdinals.at(index)) + ' ' : std::to_string(place);
    return "고객님은 " + ordinal + "번째 순서입니다. 잠시만 기다려 주세요.";
}

} // namespace sangdam::pbx
