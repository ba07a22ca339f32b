// SPDX-License-Identifier: MIT

#include "pbx/practice/speech.h"

#include <utility>

namespace sangdam::pbx {

void Speech::say(const std::string& text, Told told) {
    if (const auto known = said_.find(text); known != said_.end()) return told(known->second);
    auto& waiting = asked_[text];
    waiting.push_back(std::move(told));
    if (waiting.size() > 1) return;
    thread_.post([this, text, &on = answers_on_, alive = std::weak_ptr(alive_)] {
        auto sound = speak(text);
        on.post([this, text, alive, sound = std::move(sound)] {
            if (alive.expired()) return;
            if (sound) keep(text, *sound);
            const auto asked = asked_.extract(text); // A temporary would be gone in the loop.
            for (const auto& each : asked.mapped()) each(sound);
        });
    });
}

void Speech::keep(const std::string& text, SharedPcm sound) {
    if (said_.size() >= kKept) {
        said_.erase(order_.front());
        order_.pop_front();
    }
    order_.push_back(text);
    said_[text] = std::move(sound);
}

} // namespace sangdam::pbx
