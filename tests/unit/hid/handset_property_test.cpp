// SPDX-License-Identifier: MIT
//
// More than a million steps of people, headsets, calls and time in every order. The headset is
// simulated from the outside: it has a hook of its own, follows our lamp after a while if it is of
// that kind, and reports only changes. Whatever happens:
//   * a call is ended only by a person who put the handset down, in that very step or, where it
//     could have been the device, when it has stayed down;
//   * a call is answered only by a person who lifted it in that very step, while it rang;
//   * nothing is commanded by time alone, or by a change of the call (but the end of a dial tone);
//   * the mute lamp is lit exactly while the call is muted;
//   * after a while of quiet the lamps are those of the call, and a headset that follows agrees.

#include "hid/handset_fsm.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <optional>
#include <random>

namespace sangdam::hid {
namespace {

using namespace std::chrono_literals;
using core::HandsetView;
using Line = core::HandsetView::Line;

enum class Cause { Person, Device, Call, Time };

class World {
public:
    World(unsigned seed, bool follows) : random_(seed), follows_(follows) {
        traits_.off_hook_lamp = true;
        traits_.lift_to_dial = chance(2);
        traits_.quirks.hold_drops_off_hook = chance(2);
        state_ = plugged(now_);
        now_ += 1s;
    }

    void step_once() {
        switch (random_() % 12) {
        case 0:
        case 1: person_moves_hook(); break;
        case 2: input(DeviceEvent(MuteToggled{}), Cause::Person); break;
        case 3: input(DeviceEvent(HookLevel{last_told_, true}), Cause::Device); break; // Again.
        case 4: key(); break;
        case 5:
        case 6: call_moves(); break;
        case 7: screen_mutes(); break;
        case 8:
        case 9: desk_follows(); break;
        default: pass(std::chrono::milliseconds(random_() % (chance(4) ? 4000 : 200)));
        }
    }

    void quiet() {
        while (!wishes_.empty()) desk_follows();
        for (int i = 0; i < 4; ++i) {
            pass(3s);
            while (!wishes_.empty()) desk_follows();
        }
        const auto shown = lamps(state_, traits_);
        const bool in_call_now = in_call(view_);
        const bool off_hook =
            (in_call_now && !(view_.line == Line::Held && traits_.quirks.hold_drops_off_hook)) ||
            state_.lifted_to_dial || (state_.foreign && view_.line == Line::Ringing);
        ASSERT_EQ(shown.off_hook, off_hook);
        ASSERT_EQ(shown.ring, view_.line == Line::Ringing || (in_call_now && view_.second_ringing));
        ASSERT_EQ(shown.hold, view_.line == Line::Held);
        ASSERT_EQ(shown.mute, in_call_now && view_.muted);
        ASSERT_TRUE(!follows_ || hook_ == shown.off_hook);
        ASSERT_FALSE(next_deadline(state_));
    }

private:
    bool chance(unsigned of) { return random_() % of == 0; }

    // The headset follows a lamp at once but may take up to 2.5 s to say so; reports keep their
    // order.
    struct Report {
        base::TimePoint at;
        bool off_hook;
        Cause cause;
    };

    void report(Cause cause, std::chrono::milliseconds delay) {
        auto at = now_ + delay;
        if (!reports_.empty()) at = std::max(at, reports_.back().at);
        reports_.push_back({at, hook_, cause});
    }

    void deliver_due() {
        while (!reports_.empty() && reports_.front().at <= now_) {
            const auto due = reports_.front();
            reports_.pop_front();
            lifted_ = due.cause == Cause::Person && due.off_hook;
            put_down_ = due.cause == Cause::Person && !due.off_hook;
            last_told_ = due.off_hook;
            input(DeviceEvent(HookLevel{due.off_hook, true}), due.cause);
            lifted_ = put_down_ = false;
        }
    }

    void input(const HandsetInput& what, Cause cause) {
        const auto line_before = view_.line;
        const bool rang = line_before == Line::Ringing;
        auto result = step(std::move(state_), traits_, what, now_);
        state_ = std::move(result.state);
        for (const auto& command : result.commands) {
            check(command, cause, rang);
            wishes_.push_back(command);
        }
        const auto shown = lamps(state_, traits_);
        ASSERT_EQ(shown.mute, in_call(view_) && view_.muted);
        ASSERT_LE(state_.echoes.size(), 64U);
        if (shown.off_hook == lamp_) return;
        lamp_ = shown.off_hook;
        if (!follows_ || hook_ == lamp_) return;
        hook_ = lamp_;
        report(Cause::Device, std::chrono::milliseconds(random_() % (chance(8) ? 2500 : 60)));
    }

    void check(const core::HandsetCommand& command, Cause cause, bool rang) {
        // What a person did in a way that devices do by themselves is believed when it stays so.
        const bool down_for_long = !hook_ && !last_told_ && now_ - moved_at_ >= 80ms;
        if (std::holds_alternative<core::HandsetHangup>(command) && down_for_long) return;
        if (std::holds_alternative<core::HandsetHangup>(command) ||
            std::holds_alternative<core::HandsetReject>(command)) {
            ASSERT_EQ(cause, Cause::Person);
            ASSERT_TRUE(put_down_ || ends_by_key_);
        }
        if (std::holds_alternative<core::HandsetAnswer>(command)) {
            ASSERT_EQ(cause, Cause::Person);
            ASSERT_TRUE(lifted_ && rang);
        }
        if (!std::holds_alternative<core::HandsetDropped>(command)) {
            ASSERT_EQ(cause, Cause::Person);
        }
    }

    void person_moves_hook() {
        // What moves while two reports are still to come, nobody can tell from an echo.
        if ((follows_ && now_ - moved_at_ < 300ms) || reports_.size() > 1) return;
        moved_at_ = now_;
        hook_ = !hook_;
        report(Cause::Person, 0ms);
        if (follows_) revert_at_ = now_ + 2s;
        deliver_due();
    }

    void key() {
        constexpr InputRole kKeys[] = {InputRole::Flash, InputRole::Reject, InputRole::Redial,
                                       InputRole::Drop};
        const auto role = kKeys[random_() % 4];
        ends_by_key_ = role == InputRole::Reject || role == InputRole::Drop;
        input(DeviceEvent(KeyPressed{role}), Cause::Person);
        ends_by_key_ = false;
    }

    void show(HandsetView view) {
        view_ = view;
        input(ViewChanged{view}, Cause::Call);
    }

    void call_moves() {
        auto view = view_;
        switch (view.line) {
        case Line::Idle: view.line = chance(3) ? Line::Dialing : Line::Ringing; break;
        case Line::Ringing: view.line = chance(2) ? Line::Idle : Line::Active; break; // By screen.
        case Line::Dialing: view.line = chance(2) ? Line::Idle : Line::Active; break;
        case Line::Active:
        case Line::Held:
            if (chance(2)) {
                view.second_ringing = !view.second_ringing;
            } else if (chance(2)) {
                view.line = view.line == Line::Held ? Line::Active : Line::Held;
            } else {
                view = {};
            }
        }
        show(view);
    }

    void screen_mutes() {
        if (!in_call(view_)) return;
        auto view = view_;
        view.muted = !view.muted;
        show(view);
    }

    // Carries one wish out, as far as it still makes sense; sometimes it is too late.
    void desk_follows() {
        if (wishes_.empty()) return;
        const auto wish = wishes_.front();
        wishes_.pop_front();
        auto view = view_;
        if (std::holds_alternative<core::HandsetAnswer>(wish) && view.line == Line::Ringing)
            view.line = Line::Active;
        else if (std::holds_alternative<core::HandsetHangup>(wish) && view.line != Line::Idle)
            view = {};
        else if (std::holds_alternative<core::HandsetReject>(wish) && view.line == Line::Ringing)
            view = {};
        else if (std::holds_alternative<core::HandsetReject>(wish))
            view.second_ringing = false;
        else if (std::holds_alternative<core::HandsetAnswerSecond>(wish) && in_call(view))
            view = {Line::Active, false, false};
        else if (std::holds_alternative<core::HandsetToggleHold>(wish) && in_call(view) &&
                 view.line != Line::Dialing)
            view.line = view.line == Line::Held ? Line::Active : Line::Held;
        else if (const auto* mute = std::get_if<core::HandsetMute>(&wish); mute && in_call(view))
            view.muted = mute->on;
        if (!(view == view_)) show(view);
    }

    // What nobody confirmed for two seconds, the headset takes back.
    void revert() {
        revert_at_.reset();
        if (!reports_.empty()) revert_at_ = now_ + 100ms;
        if (revert_at_ || hook_ == lamp_) return;
        hook_ = lamp_;
        report(Cause::Device, 0ms);
    }

    void pass(std::chrono::milliseconds by) {
        const auto end = now_ + by;
        while (true) {
            const auto report_at = reports_.empty() ? kNever : reports_.front().at;
            const auto revert_at = revert_at_.value_or(kNever);
            if (std::min(report_at, revert_at) > end) break;
            now_ = std::max(now_, std::min(report_at, revert_at));
            if (revert_at < report_at) revert();
            deliver_due();
        }
        now_ = end;
        input(TimePassed{}, Cause::Time);
    }

    static constexpr auto kNever = base::TimePoint::max();

    std::minstd_rand random_;
    bool follows_;
    HandsetTraits traits_;
    HandsetState state_;
    base::TimePoint now_{std::chrono::hours{1}};
    HandsetView view_;
    base::TimePoint moved_at_{};
    bool hook_ = false;
    bool last_told_ = false;
    bool lamp_ = false;
    bool lifted_ = false, put_down_ = false, ends_by_key_ = false;
    std::optional<base::TimePoint> revert_at_;
    std::deque<Report> reports_;
    std::deque<core::HandsetCommand> wishes_;
};

void run(bool follows) {
    constexpr unsigned kWorlds = 2000;
    constexpr int kSteps = 300;
    for (unsigned seed = 1; seed <= kWorlds; ++seed) {
        World world(seed, follows);
        for (int i = 0; i < kSteps; ++i) {
            world.step_once();
            if (i % 60 == 59) world.quiet();
            ASSERT_FALSE(testing::Test::HasFatalFailure()) << "seed " << seed << ", step " << i;
        }
    }
}

TEST(AnyOrderOfThings, WithAHeadsetThatFollowsTheLamp) { run(true); }
TEST(AnyOrderOfThings, WithACradleThatDoesNot) { run(false); }

} // namespace
} // namespace sangdam::hid
