// SPDX-License-Identifier: MIT

#include "pbx/practice/visits.h"

#include <algorithm>
#include <array>
#include <random>
#include <utility>

namespace sangdam::pbx {
namespace {

using namespace std::chrono_literals;

struct Regular {
    const char* number;
    Mood mood;
};
// The people of the demo's database first, then two whom nobody knows.
constexpr std::array<Regular, 6> kRegulars{{{"01000001111", Mood::Angry},
                                            {"01000002222", Mood::Calm},
                                            {"01000003333", Mood::Calm},
                                            {"01000004444", Mood::New},
                                            {"01000005555", Mood::New},
                                            {"", Mood::Calm}}};
constexpr int kVisits = 40;

} // namespace

std::string_view name(Mood mood) {
    switch (mood) {
    case Mood::Calm: return "calm";
    case Mood::Angry: return "angry";
    case Mood::New: return "new";
    }
    return "calm";
}

std::vector<Visit> small_afternoon(std::uint64_t seed, const std::string& did) {
    std::mt19937_64 random(seed); // Its sequence is the standard's; the distributions' are not.
    const auto between = [&](std::chrono::milliseconds least, std::chrono::milliseconds most) {
        return least + std::chrono::milliseconds(
                           random() % static_cast<std::uint64_t>((most - least).count()));
    };
    std::vector<Visit> visits;
    auto at = std::chrono::milliseconds{2'000};
    for (std::size_t i = 0; i < kVisits; ++i) {
        // Everybody of the list once, in its order; then as chance will have it.
        const auto& who = kRegulars[i < kRegulars.size() ? i : random() % kRegulars.size()];
        Visit visit;
        visit.after = at;
        visit.number = who.number;
        visit.did = did;
        visit.mood = who.mood;
        visit.presses_after = between(2s, 6s);
        visit.talks_for = between(20s, 45s);
        // One in five has no patience; not the very first, whom everybody wants to see answered.
        if (i > 0 && random() % 5 == 0) visit.gives_up_after = between(15s, 40s);
        visits.push_back(std::move(visit));
        at += between(25s, 70s);
    }
    return visits;
}

} // namespace sangdam::pbx
