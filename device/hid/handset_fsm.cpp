// SPDX-License-Identifier: MIT

#include "hid/handset_fsm.h"

#include "base/match.h"

#include <algorithm>
#include <utility>

namespace sangdam::hid {

namespace {

using namespace handset_times;
using base::TimePoint;
using core::HandsetView;
using Line = core::HandsetView::Line;
using std::chrono::milliseconds;

constexpr std::size_t kMaxEchoes = 64;
constexpr int kMissedEchoesOfACradle = 2;

bool within(const std::optional<TimePoint>& since, milliseconds limit, TimePoint now) {
    return since && now - *since < limit;
}

bool rings(const HandsetView& view) {
    return view.line == Line::Ringing || (in_call(view) && view.second_ringing);
}

bool wanted_off_hook(const HandsetState& s, const HandsetTraits& traits) {
    if (s.intent) return *s.intent;
    switch (s.view.line) {
    case Line::Idle: return s.lifted_to_dial;
    case Line::Ringing: return false;
    case Line::Dialing:
    case Line::Active: return true;
    case Line::Held: return !traits.quirks.hold_drops_off_hook;
    }
    return false;
}

// One step of the machine: gathers what it decides, so that each rule reads as a sentence.
class Machine {
public:
    Machine(HandsetState state, const HandsetTraits& traits, TimePoint now)
        : s_(std::move(state)), traits_(traits), now_(now) {}

    HandsetStep run(const HandsetInput& input) {
        expire();
        std::visit(base::Match{[&](const DeviceEvent& event) { device(event); },
                               [&](const ViewChanged& changed) { view(changed); },
                               [&](LampsLost) { s_.lamp_lost_at = now_; }, [](TimePassed) {}},
                   input);
        settle();
        return {std::move(s_), std::move(commands_), lamps_again_};
    }

private:
    void say(core::HandsetCommand command) { commands_.push_back(command); }

    void expire() {
        // Echoes that never come belong to a mechanical cradle. It is not waited for again, so that
        // a real lift is not taken for the echo of an older lamp.
        const auto fresh = std::find_if(s_.echoes.begin(), s_.echoes.end(),
                                        [&](const auto& echo) { return echo.deadline > now_; });
        if (!s_.echo_seen) s_.echoes_missed += static_cast<int>(fresh - s_.echoes.begin());
        s_.echoes_missed = std::min(s_.echoes_missed, kMissedEchoesOfACradle);
        s_.echoes.erase(s_.echoes.begin(), fresh);
        // The desk did not follow: the call was gone. Its state counts again.
        if (s_.intent && now_ - s_.intent_at >= kIntent) s_.intent.reset();
        if (s_.mute_intent && now_ - s_.mute_intent_at >= kIntent) s_.mute_intent.reset();
        // Nobody acknowledged it but the device stays off hook: somebody else did.
        if (s_.off_hook_since && now_ - *s_.off_hook_since >= kForeign) {
            s_.off_hook_since.reset();
            s_.foreign = true;
        }
        if (s_.doubt_until && *s_.doubt_until <= now_) {
            s_.doubt_until.reset();
            if (s_.reported == false && s_.desired) hang_up();
        }
    }

    // A device that follows our lamp comes back off hook; one that does not is where it says it is.
    void doubt() {
        const bool follows = traits_.off_hook_lamp && s_.echoes_missed < kMissedEchoesOfACradle;
        s_.doubt_until = now_ + (follows ? traits_.quirks.echo_wait : milliseconds{kBounce});
    }

    // Each change of the off-hook lamp is answered by the device with the same level, sooner or
    // later (up to 2.5 s were seen), unless it is there already.
    void settle() {
        const bool wanted = wanted_off_hook(s_, traits_);
        if (std::exchange(s_.desired, wanted) == wanted) return;
        if (!traits_.off_hook_lamp || s_.echoes_missed >= kMissedEchoesOfACradle) return;
        const bool device_ends_at =
            s_.echoes.empty() ? s_.reported.value_or(false) : s_.echoes.back().off_hook;
        if (wanted == device_ends_at || s_.echoes.size() >= kMaxEchoes) return;
        s_.echoes.push_back({wanted, now_ + traits_.quirks.echo_wait});
    }

    void intend(bool off_hook) {
        s_.intent = off_hook;
        s_.intent_at = now_;
    }

    // --- the call ---------------------------------------------------------------------------
    void view(const ViewChanged& changed) {
        const auto& next = changed.view;
        const auto before = std::exchange(s_.view, next);
        s_.elsewhere = changed.elsewhere;
        if (s_.elsewhere) s_.lifted_to_dial = false;
        if (before.line != next.line) {
            s_.intent.reset();
            if (next.line != Line::Active && next.line != Line::Dialing) s_.doubt_until.reset();
            if (in_call(next)) {
                s_.off_hook_since.reset();
                s_.foreign = false;
            }
            s_.idle_hook_reports = 0;
            if (std::exchange(s_.lifted_to_dial, s_.lifted_to_dial && next.line == Line::Idle) &&
                next.line == Line::Ringing)
                say(core::HandsetDropped{}); // A caller was faster; the lift is no longer a dial.
            if (in_call(before) != in_call(next)) s_.mute_written_at.reset();
        }
        if (!in_call(next)) {
            s_.mute_intent.reset();
            return;
        }
        if (before.muted == next.muted) return;
        if (s_.mute_intent == next.muted)
            s_.mute_intent.reset(); // Our own press came true.
        else
            s_.mute_written_at = now_;
    }

    // --- the device -------------------------------------------------------------------------
    void device(const DeviceEvent& event) {
        std::visit(base::Match{
                       [&](HookLevel e) { hook_level(e); }, [&](HookToggled) { hook_toggled(); },
                       [&](HookPressed e) { hook_pressed(e.off_hook); },
                       [&](MuteToggled) { mute_toggled(); }, [&](MuteLevel e) { mute_level(e.on); },
                       [&](KeyPressed e) { key(e.key); }, [&](DigitPressed e) { digit(e.digit); }},
                   event);
    }

    void hook_level(HookLevel hook) {
        if (!s_.reported) {
            // Devices report changes, so a lone first "lifted" is one. With anything else pressed,
            // or right after plugging in, it is only how things stand; so is "on hook".
            s_.reported = hook.off_hook;
            const bool announcement = now_ - s_.opened < kAnnouncement;
            if (!hook.off_hook || !hook.alone || announcement) {
                if (hook.off_hook) consume_echo(true);
                return;
            }
        } else if (hook.off_hook == *s_.reported) {
            hook_repeated(hook);
            return;
        }
        s_.reported = hook.off_hook;
        s_.idle_hook_reports = 0;
        s_.doubt_until.reset();
        note_foreign(hook.off_hook);
        if (consume_echo(hook.off_hook)) return;
        if (hook.off_hook == s_.desired) return; // Both agree again.
        hook.off_hook ? lifted() : put_down();
    }

    // Only devices that follow a lamp take "off hook" back when nobody answers it; a cradle may be
    // lifted all day.
    void note_foreign(bool off_hook) {
        s_.foreign = false;
        s_.off_hook_since.reset();
        if (off_hook && s_.view.line == Line::Idle && !s_.desired && traits_.off_hook_lamp &&
            !traits_.lift_to_dial)
            s_.off_hook_since = now_;
    }

    bool consume_echo(bool off_hook) {
        const auto echo = std::find_if(s_.echoes.begin(), s_.echoes.end(),
                                       [&](const auto& e) { return e.off_hook == off_hook; });
        if (echo == s_.echoes.end()) return false;
        // The device may have skipped a short pulse: what came before is overtaken too.
        s_.echoes.erase(s_.echoes.begin(), echo + 1);
        s_.echo_seen = true;
        s_.echoes_missed = 0;
        return true;
    }

    void hook_repeated(HookLevel hook) {
        const int limit = traits_.quirks.idle_hook_rejects;
        if (hook.off_hook || !hook.alone || limit == 0 || s_.view.line != Line::Ringing) return;
        if (++s_.idle_hook_reports == limit) say(core::HandsetReject{});
    }

    void hook_toggled() {
        if (within(s_.toggled_at, traits_.quirks.double_press, now_)) return;
        s_.toggled_at = now_;
        s_.desired ? put_down() : lifted();
    }

    void hook_pressed(bool off_hook) {
        if (off_hook == s_.desired) {
            if (!off_hook && s_.view.line == Line::Ringing) say(core::HandsetReject{});
            return;
        }
        off_hook ? lifted() : put_down();
    }

    bool may_dial() const {
        return s_.view.line == Line::Idle && !s_.elsewhere && traits_.lift_to_dial;
    }

    // Off hook, and the lamp says on hook: the person wants something.
    void lifted() {
        if (s_.intent == false) return; // Our hang-up is on its way; what is up then is not known.
        s_.lifted_at = now_;
        if (s_.view.line == Line::Ringing) {
            intend(true); // The lamp is the acknowledgement; it must not wait for the network.
            say(core::HandsetAnswer{});
        } else if (in_call(s_.view) && s_.view.second_ringing) {
            say(core::HandsetAnswerSecond{});
        } else if (s_.view.line == Line::Held) {
            say(core::HandsetToggleHold{});
        } else if (may_dial()) {
            s_.lifted_to_dial = true;
            say(core::HandsetLifted{});
        }
    }

    // On hook, and the lamp says off hook.
    void put_down() {
        // Nobody lifts and puts down in 80 ms, but un-acknowledged keys bounce (Plantronics: 50).
        if (within(s_.lifted_at, kBounce, now_)) return doubt();
        if (within(s_.flash_at, kFlashHook, now_)) return; // The flash was the message.
        // Our lamp did not get through, so the device took its own "off hook" back.
        if (within(s_.lifted_at, kRevert, now_) && within(s_.lamp_lost_at, kRevert, now_)) {
            lamps_again_ = true;
            return doubt();
        }
        // The system heard the mute key, too, and lights its own idea of the mute lamp: that report
        // puts the off-hook lamp out (Linux LED class; our udev rule prevents it where installed).
        if (traits_.off_hook_lamp && within(s_.mute_pressed_at, kClobber, now_)) {
            lamps_again_ = true;
            return doubt();
        }
        hang_up();
    }

    void hang_up() {
        if (s_.view.line == Line::Held) return; // Some devices go on hook to hold.
        if (std::exchange(s_.lifted_to_dial, false)) {
            say(core::HandsetDropped{});
        } else if (s_.view.line != Line::Idle) {
            intend(false); // Also while our answer is on its way: both are carried out in order.
            say(core::HandsetHangup{});
        }
    }

    void key(InputRole key) {
        switch (key) {
        case InputRole::Flash:
        case InputRole::Hold: flash(key); break;
        case InputRole::Reject:
            if (rings(s_.view)) say(core::HandsetReject{});
            break;
        case InputRole::Drop: drop(); break;
        case InputRole::Send:
            if (!s_.desired && rings(s_.view)) lifted();
            break;
        case InputRole::Redial:
            if (may_dial()) say(core::HandsetRedial{});
            break;
        default: break; // Shown on the settings page; without a function in a call.
        }
    }

    void flash(InputRole key) {
        s_.flash_at = now_;
        if (!in_call(s_.view) || s_.view.line == Line::Dialing) return;
        if (key == InputRole::Flash && s_.view.second_ringing)
            say(core::HandsetAnswerSecond{});
        else
            say(core::HandsetToggleHold{});
    }

    void drop() {
        if (s_.view.line == Line::Ringing && !s_.intent) {
            say(core::HandsetReject{});
        } else if (std::exchange(s_.lifted_to_dial, false)) {
            say(core::HandsetDropped{});
        } else if (s_.view.line != Line::Idle) {
            intend(false);
            say(core::HandsetHangup{});
        }
    }

    void digit(char digit) {
        if (in_call(s_.view) || s_.lifted_to_dial) say(core::HandsetDigit{digit});
    }

    // --- mute -------------------------------------------------------------------------------
    void set_mute(bool on) {
        if (s_.mute_intent.value_or(s_.view.muted) == on) return;
        s_.mute_intent = on;
        s_.mute_intent_at = now_;
        say(core::HandsetMute{on});
    }

    void mute_toggled() {
        if (!in_call(s_.view)) return;
        if (within(s_.mute_pressed_at, traits_.quirks.double_press, now_)) return;
        const bool flapping = within(s_.mute_pressed_at, kMuteFlapping, now_);
        s_.mute_pressed_at = now_;
        // Right after the screen changed it: a headset with its boom up refuses to be unmuted by
        // toggling back. And whoever toggles twice in a second is not understood. Muted is safe.
        if (flapping || within(s_.mute_written_at, kMuteLock, now_)) return set_mute(true);
        set_mute(!s_.mute_intent.value_or(s_.view.muted));
    }

    void mute_level(bool on) {
        const auto before = std::exchange(s_.mute_reported, on);
        // Every report has the switch in it; only its change is a wish, and a first "not muted" is
        // no change.
        if (before.value_or(false) == on || !in_call(s_.view)) return;
        set_mute(on);
    }

    HandsetState s_;
    const HandsetTraits& traits_;
    TimePoint now_;
    std::vector<core::HandsetCommand> commands_;
    bool lamps_again_ = false;
};

} // namespace

bool in_call(const HandsetView& view) {
    return view.line == Line::Dialing || view.line == Line::Active || view.line == Line::Held;
}

HandsetState plugged(TimePoint now) {
    HandsetState state;
    state.opened = now;
    return state;
}

HandsetStep step(HandsetState state, const HandsetTraits& traits, const HandsetInput& input,
                 TimePoint now) {
    return Machine(std::move(state), traits, now).run(input);
}

Lamps lamps(const HandsetState& s, const HandsetTraits& traits) {
    Lamps out;
    // While another program talks on the device, our ring must not put its off-hook lamp out: that
    // would end its call.
    out.off_hook = s.desired || (s.foreign && rings(s.view));
    const bool call = in_call(s.view);
    out.ring = (s.view.line == Line::Ringing && !s.intent) ||
               (call && s.view.second_ringing && traits.quirks.ring_second_call);
    out.mute = call && s.view.muted;
    out.hold = s.view.line == Line::Held;
    out.on_line = call;
    return out;
}

std::optional<TimePoint> next_deadline(const HandsetState& s) {
    std::optional<TimePoint> next;
    const auto sooner = [&](TimePoint at) { next = next ? std::min(*next, at) : at; };
    if (s.intent) sooner(s.intent_at + kIntent);
    if (s.mute_intent) sooner(s.mute_intent_at + kIntent);
    if (s.doubt_until) sooner(*s.doubt_until);
    if (s.off_hook_since) sooner(*s.off_hook_since + kForeign);
    return next;
}

} // namespace sangdam::hid
