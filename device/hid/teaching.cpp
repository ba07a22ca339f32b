// SPDX-License-Identifier: MIT

#include "hid/teaching.h"

#include "base/match.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace sangdam::hid {

namespace {

using core::TeachAnswer;
using core::TeachStep;
using Body = std::vector<std::uint8_t>;

constexpr std::size_t kMaxBody = 64; // Keys lie in the first bytes; long reports are a vendor's.
constexpr std::size_t kMaxReports = 16;

bool bit_at(const Body& body, std::uint32_t bit) {
    return bit / 8 < body.size() && ((body[bit / 8] >> (bit % 8)) & 1U) != 0;
}

template <class F>
void each_bit(const std::map<std::uint8_t, Body>& bodies, F visit) {
    for (const auto& [id, body] : bodies)
        for (std::uint32_t bit = 0; bit < body.size() * 8; ++bit)
            visit(BitPlace{id, bit}, bit_at(body, bit));
}

bool was(const std::map<std::uint8_t, Body>& bodies, BitPlace at) {
    const auto body = bodies.find(at.report_id);
    return body != bodies.end() && bit_at(body->second, at.bit);
}

Movement movement(const TeachState& s) {
    Movement out;
    each_bit(s.now, [&](BitPlace at, bool up) {
        const bool before = was(s.rest, at);
        if (up && !before) out.raised.insert(at);
        if (!up && before) out.lowered.insert(at);
        if (!up && !before && was(s.seen_up, at)) out.pulsed.insert(at);
    });
    return out;
}

std::set<BitPlace> both(const std::set<BitPlace>& a, const std::set<BitPlace>& b) {
    std::set<BitPlace> out;
    std::ranges::set_intersection(a, b, std::inserter(out, out.end()));
    return out;
}

std::set<BitPlace> only(const std::set<BitPlace>& a, const std::set<BitPlace>& b) {
    std::set<BitPlace> out;
    std::ranges::set_difference(a, b, std::inserter(out, out.end()));
    return out;
}

// The bit that the descriptor calls so, if it is among them; otherwise the first.
std::optional<BitPlace> choose(const std::set<BitPlace>& bits, const TelephonyMap& map,
                               InputRole role) {
    for (const auto& input : map.inputs)
        if (input.role == role && bits.contains({input.report_id, input.bit}))
            return BitPlace{input.report_id, input.bit};
    if (bits.empty()) return std::nullopt;
    return *bits.begin();
}

TaughtKey key(InputRole role, InputKind kind, BitPlace at, bool inverted = false) {
    return {role, kind, at.report_id, at.bit, inverted};
}

std::vector<TaughtKey> hook_of(const Movement& lift, const Movement& down,
                               const TelephonyMap& map) {
    if (const auto bit = choose(both(lift.raised, down.lowered), map, InputRole::Hook))
        return {key(InputRole::Hook, InputKind::Level, *bit)};
    if (const auto bit = choose(both(lift.lowered, down.raised), map, InputRole::Hook))
        return {key(InputRole::Hook, InputKind::Level, *bit, true)};
    if (const auto bit = choose(both(lift.pulsed, down.pulsed), map, InputRole::Hook))
        return {key(InputRole::Hook, InputKind::Toggle, *bit)};
    // How it stood before was never told: it changed, and came up again.
    if (lift.raised.empty() && lift.lowered.empty() && lift.pulsed.empty())
        if (const auto bit = choose(down.raised, map, InputRole::Hook))
            return {key(InputRole::Hook, InputKind::Level, *bit, true)};
    const auto send = choose(only(lift.pulsed, down.pulsed), map, InputRole::Send);
    const auto drop = choose(only(down.pulsed, lift.pulsed), map, InputRole::Drop);
    if (!send || !drop) return {};
    return {key(InputRole::Send, InputKind::OneShot, *send),
            key(InputRole::Drop, InputKind::OneShot, *drop)};
}

class Lesson {
public:
    Lesson(TeachState state, const TeachPupil& pupil, base::TimePoint now)
        : s_(std::move(state)), pupil_(pupil), now_(now) {}

    TeachState run(const TeachInput& input) {
        if (over(s_)) return std::move(s_);
        std::visit(base::Match{[&](RawReport report) { take(report.bytes); },
                               [&](TeachAnswer answer) { take(answer); }, [](TeachTime) {}},
                   input);
        settle();
        return std::move(s_);
    }

private:
    void take(std::span<const std::uint8_t> report) {
        if (report.empty() || s_.step == TeachStep::Ring) return;
        const std::uint8_t id = pupil_.map.numbered ? report[0] : std::uint8_t{0};
        if (pupil_.map.numbered) report = report.subspan(1);
        if (!s_.now.contains(id) && s_.now.size() >= kMaxReports) return;
        report = report.first(std::min(report.size(), kMaxBody));
        const Body body(report.begin(), report.end());
        // What comes before a person can have moved is how things stand.
        if (s_.step == TeachStep::Lift && now_ - s_.asked_at < teaching_times::kBefore)
            s_.rest[id] = s_.now[id] = body;
        auto& now = s_.now[id];
        const bool moved = now != body;
        now = body;
        auto& seen = s_.seen_up[id];
        seen.resize(std::max(seen.size(), body.size()));
        for (std::size_t i = 0; i < body.size(); ++i) seen[i] |= body[i];
        if (moved) s_.moved_at = now_;
    }

    void take(TeachAnswer answer) {
        if (answer == TeachAnswer::Cancel) return ask(TeachStep::Off);
        if (s_.step == TeachStep::Mute && answer == TeachAnswer::Skip) return ask_for_ring();
        if (s_.step != TeachStep::Ring) return;
        if (answer == TeachAnswer::No) return next_ring();
        if (answer == TeachAnswer::Yes)
            s_.learnt.ring = s_.lit == OutputRole::Ring ? TaughtRing::Lamp : TaughtRing::Ringer;
        s_.lit.reset();
        ask(TeachStep::Saved);
    }

    void settle() {
        if (s_.moved_at && now_ - *s_.moved_at >= teaching_times::kSettle) learn();
        if (!over(s_) && now_ - s_.asked_at >= teaching_times::kPatience) ask(TeachStep::Off);
    }

    void learn() {
        const auto moved = movement(s_);
        switch (s_.step) {
        case TeachStep::Lift: s_.lift = moved; return ask(TeachStep::PutDown);
        case TeachStep::PutDown:
            s_.learnt.keys = hook_of(s_.lift, moved, pupil_.map);
            return ask(s_.learnt.keys.empty() ? TeachStep::Unclear : TeachStep::Mute);
        case TeachStep::Mute: return learn_mute(moved);
        default: s_.moved_at.reset();
        }
    }

    void learn_mute(const Movement& moved) {
        const auto at = [&](const std::set<BitPlace>& bits) {
            return choose(without_hook(bits), pupil_.map, InputRole::Mute);
        };
        if (const auto bit = at(moved.pulsed))
            s_.learnt.keys.push_back(key(InputRole::Mute, InputKind::Toggle, *bit));
        else if (const auto level = at(moved.raised))
            s_.learnt.keys.push_back(key(InputRole::Mute, InputKind::Level, *level));
        else
            return ask(TeachStep::Mute); // Something else moved; asked again.
        ask_for_ring();
    }

    std::set<BitPlace> without_hook(std::set<BitPlace> bits) const {
        for (const auto& each : s_.learnt.keys) bits.erase({each.report_id, each.bit});
        return bits;
    }

    void ask(TeachStep step) {
        s_.step = step;
        s_.asked_at = now_;
        s_.moved_at.reset();
        s_.rest = s_.now;
        s_.seen_up.clear();
    }

    void ask_for_ring() {
        s_.lit.reset();
        ask(TeachStep::Ring);
        next_ring();
    }

    void next_ring() {
        const auto last = std::exchange(s_.lit, std::nullopt);
        for (const auto role : {OutputRole::Ring, OutputRole::Ringer}) {
            if (!pupil_.map.has(role) || (last && *last >= role)) continue;
            s_.lit = role;
            s_.asked_at = now_;
            return;
        }
        if (last) s_.learnt.ring = TaughtRing::None;
        ask(TeachStep::Saved);
    }

    TeachState s_;
    const TeachPupil& pupil_;
    base::TimePoint now_;
};

} // namespace

TeachState begin_teaching(const TeachPupil& pupil, base::TimePoint now) {
    TeachState out;
    out.asked_at = now;
    out.learnt.device = pupil.device;
    out.learnt.name = pupil.name;
    return out;
}

TeachState step(TeachState state, const TeachPupil& pupil, const TeachInput& input,
                base::TimePoint now) {
    return Lesson(std::move(state), pupil, now).run(input);
}

std::optional<base::TimePoint> next_deadline(const TeachState& s) {
    if (over(s)) return std::nullopt;
    const auto patience = s.asked_at + teaching_times::kPatience;
    return s.moved_at ? std::min(*s.moved_at + teaching_times::kSettle, patience) : patience;
}

bool over(const TeachState& s) {
    return s.step == TeachStep::Off || s.step == TeachStep::Saved || s.step == TeachStep::Unclear ||
           s.step == TeachStep::Failed;
}

} // namespace sangdam::hid
