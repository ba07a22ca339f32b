// SPDX-License-Identifier: MIT
//
// One dialog that an INVITE began (RFC 3261 §12–15). Call thread. For src/sip's .cpp files only.
#pragma once

#include "sip/dialog_ids.h"
#include "sip/legs.h"

#include <chrono>
#include <optional>
#include <string>

namespace sangdam::sip {

class Leg final : public HandleOwner {
public:
    enum class State {
        Offered, // Incoming, no final answer yet.
        Calling, // Outgoing, no final answer yet.
        Up,
        Closing // Our last word is on its way; nothing more is told but the end.
    };

    Leg(Legs& legs, LegId id, State state) : legs_(legs), id_(id), state_(state) {}

    void adopt(Handle handle) { handle_ = std::move(handle); }
    // To be called before the first message goes out: within a call we take REFER, elsewhere not.
    static void take_referrals(nua_handle_t*);
    void set_credentials(std::optional<Credentials> credentials) {
        credentials_ = std::move(credentials);
    }
    void set_late_offer(bool late) { late_offer_ = late; }
    void learn_dialog(const sip_t*);  // From any message of it.
    void watch_session(const sip_t*); // RFC 4028, where the stack would refresh without an offer.
    void said(const std::string& sdp) { last_sdp_ = sdp; } // What they know of us.

    void ring(int status, const std::string& sdp, const Headers&);
    void answer(const std::string& sdp, const Headers&);
    void reject(int status, const Headers&);
    void respond_407(const std::string& challenge);
    void reinvite(std::string sdp);
    void info_digit(char digit, std::chrono::milliseconds);
    void refer(const std::string& refer_to, const std::string& referred_by); // Both name-addrs.
    void refer_impossible(); // The call to be put through to has gone.
    void tell_referrer(int status, const std::string& phrase);
    void bye(const std::string& reason);
    bool up() const { return state_ == State::Up; }
    const DialogIds& dialog() const { return dialog_; }

    void on_event(const NuaEvent&) override;

private:
    void on_invite_answer(const NuaEvent&);
    void on_first_answer(const NuaEvent&);
    void on_reinvite_answer(const NuaEvent&);
    void on_reinvite(const NuaEvent&);
    void on_state(const NuaEvent&);
    void on_bye_answer(const NuaEvent&);
    void on_refer_answer(const NuaEvent&);
    void on_notify(const NuaEvent&);
    void on_referred(const NuaEvent&);
    void on_update(const NuaEvent&);
    void answer_update(int status, const std::string& sdp);
    void send_refer();
    bool authenticate(const NuaEvent&); // False: no, or not again.
    void send_reinvite();
    void end_soon(Ending);
    void fail(const NuaEvent&);

    Legs& legs_;
    const LegId id_;
    State state_;
    const bool outgoing_ = state_ == State::Calling;
    Handle handle_;
    std::optional<Credentials> credentials_;
    int challenges_ = 0;
    Ending ending_;
    bool up_ = false;                // A 2xx came.
    bool newer_ = false;             // own_ was replaced while the one before ran.
    bool late_offer_ = false;        // Their answer comes in the ACK.
    bool reoffer_open_ = false;      // Their re-INVITE waits for our answer.
    std::optional<std::string> own_; // Our re-INVITE's offer while it runs.
    DialogIds dialog_;
    struct Refer {
        std::string to;
        std::string by;
    };
    std::optional<Refer> refer_; // Waits for a re-INVITE to end.
    bool referring_ = false;     // Sent, and no final word yet.
    std::string referral_;       // Event of their REFER, "refer;id=2"; empty: none.
    std::string last_sdp_;       // Ours, as they know it.
    bool update_open_ = false;   // Their UPDATE waits for our answer.
    base::Timer refresh_;
    int glares_ = 0;
    base::Timer glare_;
};

} // namespace sangdam::sip
