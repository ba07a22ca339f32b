// SPDX-License-Identifier: MIT

#include "sip/leg.h"

#include "base/log.h"
#include "sip/back_off.h"
#include "sip/read_message.h"
#include "sip/write_message.h"

#include <fmt/format.h>

#include <utility>

namespace sangdam::sip {
namespace {
constexpr int kMaxGlares = 5;
constexpr const char* kSdpType = "application/sdp";

Ending our_end(int status) {
    Ending ending;
    ending.by_remote = false;
    ending.status = status;
    return ending;
}
} // namespace

void Leg::ring(int status, const std::string& sdp, const Headers& headers) {
    if (state_ != State::Offered || status <= 100 || status >= 200) return;
    const auto extra = header_lines(headers);
    nua_respond(handle_.get(), status, nullptr,
                TAG_IF(!sdp.empty(), SIPTAG_CONTENT_TYPE_STR(kSdpType)),
                TAG_IF(!sdp.empty(), SIPTAG_PAYLOAD_STR(sdp.c_str())),
                TAG_IF(!extra.empty(), SIPTAG_HEADER_STR(extra.c_str())), TAG_END());
}

void Leg::answer(const std::string& sdp, const Headers& headers) {
    if (update_open_) return answer_update(200, sdp);
    if (state_ != State::Offered && !(state_ == State::Up && reoffer_open_)) return;
    state_ = State::Up;
    reoffer_open_ = false;
    said(sdp);
    const auto extra = header_lines(headers);
    nua_respond(handle_.get(), SIP_200_OK, SIPTAG_CONTENT_TYPE_STR(kSdpType),
                SIPTAG_PAYLOAD_STR(sdp.c_str()),
                TAG_IF(!extra.empty(), SIPTAG_HEADER_STR(extra.c_str())), TAG_END());
}

void Leg::reject(int status, const Headers& headers) {
    if (status < 300 || status > 699) return;
    if (update_open_) return answer_update(status, {});
    const bool offered = state_ == State::Offered;
    if (!offered && !(state_ == State::Up && reoffer_open_)) return;
    reoffer_open_ = false;
    const auto extra = header_lines(headers);
    nua_respond(handle_.get(), status, nullptr,
                TAG_IF(!extra.empty(), SIPTAG_HEADER_STR(extra.c_str())), TAG_END());
    if (offered) end_soon(our_end(status));
}

void Leg::respond_407(const std::string& challenge) {
    if (state_ != State::Offered) return;
    nua_respond(handle_.get(), SIP_407_PROXY_AUTH_REQUIRED,
                SIPTAG_PROXY_AUTHENTICATE_STR(challenge.c_str()), TAG_END());
    end_soon(our_end(407));
}

void Leg::reinvite(std::string sdp) {
    if (state_ != State::Up) return;
    const bool running = own_.has_value() && !glare_.pending();
    own_ = std::move(sdp);
    // One at a time (RFC 3261 §14.1): a newer offer waits for the answer to the one before.
    if (running) {
        newer_ = true;
        return;
    }
    glare_.reset();
    send_reinvite();
}

void Leg::send_reinvite() {
    said(*own_);
    nua_invite(handle_.get(), SIPTAG_CONTENT_TYPE_STR(kSdpType), SIPTAG_PAYLOAD_STR(own_->c_str()),
               TAG_END());
}

void Leg::info_digit(char digit, std::chrono::milliseconds duration) {
    if (state_ != State::Up) return;
    const auto body = fmt::format("Signal={}\r\nDuration={}\r\n", digit, duration.count());
    nua_info(handle_.get(), SIPTAG_CONTENT_TYPE_STR("application/dtmf-relay"),
             SIPTAG_PAYLOAD_STR(body.c_str()), TAG_END());
}

void Leg::refer(const std::string& refer_to, const std::string& referred_by) {
    if (state_ != State::Up) return;
    refer_ = Refer{refer_to, referred_by};
    if (!own_) send_refer();
}

void Leg::refer_impossible() {
    legs_.context().later([&legs = legs_, id = id_] {
        if (auto* listener = legs.listener(); listener != nullptr && legs.find(id) != nullptr)
            listener->leg_refer_told(id, 481, true);
    });
}

void Leg::send_refer() {
    if (!refer_) return;
    const auto refer = *std::exchange(refer_, std::nullopt);
    referring_ = true;
    nua_refer(handle_.get(), SIPTAG_REFER_TO_STR(refer.to.c_str()),
              TAG_IF(!refer.by.empty(), SIPTAG_REFERRED_BY_STR(refer.by.c_str())), TAG_END());
}

void Leg::on_refer_answer(const NuaEvent& event) {
    if (event.status < 200 || !referring_) return;
    if (event.status < 300) {
        challenges_ = 0;
        return; // 202: it goes about it; NOTIFY tells how it goes.
    }
    if ((event.status == 401 || event.status == 407) && authenticate(event)) return;
    referring_ = false;
    if (auto* listener = legs_.listener()) listener->leg_refer_told(id_, event.status, true);
}

// --- being referred ------------------------------------------------------------------------------

void Leg::take_referrals(nua_handle_t* handle) {
    nua_set_hparams(handle, SIPTAG_ALLOW_STR(kAllowedWithin), TAG_END());
}

void Leg::on_referred(const NuaEvent& event) {
    const auto* sip = event.sip;
    const auto respond = [&](int status, const char* phrase) {
        nua_respond(handle_.get(), status, phrase, NUTAG_WITH_THIS(legs_.context().nua), TAG_END());
    };
    if (state_ != State::Up || sip == nullptr || sip->sip_cseq == nullptr || !referral_.empty())
        return respond(SIP_403_FORBIDDEN);
    const auto request = refer_request_of(sip);
    if (!request) return respond(SIP_400_BAD_REQUEST);
    auto* listener = legs_.listener();
    if (listener == nullptr || !listener->leg_referred(id_, *request))
        return respond(SIP_603_DECLINE);
    referral_ = fmt::format("refer;id={}", sip->sip_cseq->cs_seq);
    respond(SIP_202_ACCEPTED);
    tell_referrer(100, "Trying");
}

void Leg::tell_referrer(int status, const std::string& phrase) {
    if (referral_.empty() || status < 100 || status > 699) return;
    const auto body =
        fmt::format("SIP/2.0 {} {}\r\n", status, safe_in_header(phrase) ? phrase : "");
    const bool final = status >= 200;
    nua_notify(handle_.get(), SIPTAG_EVENT_STR(referral_.c_str()),
               NUTAG_SUBSTATE(final ? nua_substate_terminated : nua_substate_active),
               SIPTAG_CONTENT_TYPE_STR("message/sipfrag;version=2.0"),
               SIPTAG_PAYLOAD_STR(body.c_str()), TAG_END());
    if (final) referral_.clear();
}

// --- UPDATE (RFC 3311) and session timers (RFC 4028) ---------------------------------------------

void Leg::on_update(const NuaEvent& event) {
    if (event.status >= 200 || event.sip == nullptr) return; // nua refused it by itself.
    const auto sdp = body_of(event.sip);
    learn_dialog(event.sip);
    auto* listener = legs_.listener();
    const bool talking = state_ == State::Up;
    update_open_ = true;
    if (sdp.empty() || listener == nullptr ||
        !talking) // A refresh; before the answer, nothing else.
        return answer_update(sdp.empty() ? 200 : 488, {});
    listener->leg_reoffered(id_, sdp);
    // Whoever does not answer at once has answered: an UPDATE waits for no person (§5.2).
    if (update_open_) answer_update(504, {});
}

void Leg::answer_update(int status, const std::string& sdp) {
    update_open_ = false;
    if (status < 300 && !sdp.empty()) said(sdp);
    nua_respond(handle_.get(), status, nullptr, NUTAG_WITH_THIS(legs_.context().nua),
                TAG_IF(!sdp.empty(), SIPTAG_CONTENT_TYPE_STR(kSdpType)),
                TAG_IF(!sdp.empty(), SIPTAG_PAYLOAD_STR(sdp.c_str())), TAG_END());
}

// The stack repeats its last INVITE to refresh a session. Who was called has none to repeat: then
// the first refresh is made here, with what we said last, a little before the stack would.
void Leg::watch_session(const sip_t* sip) {
    if (outgoing_ || sip == nullptr || sip->sip_session_expires == nullptr) return;
    const auto* expires = sip->sip_session_expires;
    if (text_of(expires->x_refresher) != "uas" || expires->x_delta < 90) return;
    const auto half = std::chrono::seconds{expires->x_delta / 2};
    refresh_ = legs_.context().thread.after(half - std::chrono::seconds{10}, [this] {
        if (state_ == State::Up && !own_ && !last_sdp_.empty()) reinvite(last_sdp_);
    });
}

void Leg::on_notify(const NuaEvent& event) {
    if (event.status < 200) // Nobody subscribed to this.
        nua_respond(handle_.get(), SIP_481_NO_TRANSACTION, NUTAG_WITH_THIS(legs_.context().nua),
                    TAG_END());
    if (!referring_ || event.sip == nullptr) return;
    const auto status = sipfrag_status(event.sip);
    int substate = nua_substate_active;
    tl_gets(event.tags, NUTAG_SUBSTATE_REF(substate), TAG_END());
    // Some end the subscription without ever telling how it went: nobody knows, so it went wrong.
    const bool over = substate == nua_substate_terminated;
    if (!status && !over) return;
    const bool final = over || *status >= 200;
    if (final) referring_ = false;
    const int told = status && (*status >= 200 || !final) ? *status : 500;
    if (auto* listener = legs_.listener()) listener->leg_refer_told(id_, told, final);
}

void Leg::learn_dialog(const sip_t* sip) {
    if (sip == nullptr || sip->sip_from == nullptr || sip->sip_to == nullptr) return;
    const bool request = sip->sip_request != nullptr;
    // In a request of theirs and in an answer to ours, "the other" stands at different ends.
    const auto& local = request ? sip->sip_to->a_tag : sip->sip_from->a_tag;
    const auto& remote = request ? sip->sip_from->a_tag : sip->sip_to->a_tag;
    if (sip->sip_call_id != nullptr) dialog_.call_id = text_of(sip->sip_call_id->i_id);
    if (local != nullptr) dialog_.local_tag = local;
    if (remote != nullptr) dialog_.remote_tag = remote;
    if (sip->sip_contact != nullptr) dialog_.remote_target = text_of(sip->sip_contact->m_url);
}

void Leg::bye(const std::string& reason) {
    const bool say = !reason.empty() && safe_in_header(reason);
    const auto before = std::exchange(state_, State::Closing);
    ending_.by_remote = false;
    glare_.reset();
    switch (before) {
    case State::Offered:
        nua_respond(handle_.get(), SIP_603_DECLINE, TAG_IF(say, SIPTAG_REASON_STR(reason.c_str())),
                    TAG_END());
        end_soon(our_end(603));
        break;
    case State::Calling:
        nua_cancel(handle_.get(), TAG_IF(say, SIPTAG_REASON_STR(reason.c_str())), TAG_END());
        break;
    case State::Up:
        nua_bye(handle_.get(), TAG_IF(say, SIPTAG_REASON_STR(reason.c_str())), TAG_END());
        break;
    case State::Closing: break;
    }
}

// The listener is never called from inside a command.
void Leg::end_soon(Ending ending) {
    state_ = State::Closing;
    legs_.context().later(
        [&legs = legs_, id = id_, ending = std::move(ending)] { legs.finish(id, ending); });
}

void Leg::on_event(const NuaEvent& event) {
    switch (event.what) {
    case nua_r_invite: on_invite_answer(event); break;
    case nua_i_invite: on_reinvite(event); break;
    case nua_i_ack: {
        learn_dialog(event.sip);
        if (state_ != State::Up) break;
        const auto sdp = std::exchange(late_offer_, false) ? body_of(event.sip) : std::string{};
        if (auto* listener = legs_.listener()) listener->leg_confirmed(id_, sdp);
        break;
    }
    case nua_i_cancel:
        ending_ = {.by_remote = true,
                   .status = 487,
                   .phrase = {},
                   .cancelled = true,
                   .reason = reason_of(event.sip)};
        break; // nua_i_state follows and ends it.
    case nua_i_bye:
        if (state_ != State::Closing) ending_ = {};
        ending_.reason = reason_of(event.sip);
        break; // Likewise.
    case nua_r_bye: on_bye_answer(event); break;
    case nua_r_refer: on_refer_answer(event); break;
    case nua_i_notify: on_notify(event); break;
    case nua_i_refer: on_referred(event); break;
    case nua_i_update: on_update(event); break;
    case nua_i_info:
        if (const auto digit = digit_of(event.sip); digit && state_ == State::Up)
            if (auto* listener = legs_.listener()) listener->leg_digit(id_, *digit);
        break;
    case nua_i_state: on_state(event); break;
    case nua_i_terminated: legs_.finish(id_, ending_); break;
    default: break; // Answers to CANCEL and INFO change nothing.
    }
}

void Leg::on_state(const NuaEvent& event) {
    int state = nua_callstate_init;
    tl_gets(event.tags, NUTAG_CALLSTATE_REF(state), TAG_END());
    if (state == nua_callstate_completed && state_ == State::Up) {
        base::log::debug("sip", "leg {}: 200 sent at {} ns", static_cast<std::uint64_t>(id_),
                         std::chrono::steady_clock::now().time_since_epoch().count());
        if (auto* listener = legs_.listener()) listener->leg_accepted(id_);
    }
    if (state == nua_callstate_terminated) {
        if (ending_.status == 0 && event.status >= 300) {
            ending_.status = event.status;
            ending_.phrase = text_of(event.phrase);
        }
        legs_.finish(id_, ending_);
    }
}

bool Leg::authenticate(const NuaEvent& event) {
    const auto realm = realm_of_challenge(event.sip);
    if (!credentials_ || !realm || challenges_++ > 0) return false;
    const auto auth =
        fmt::format("Digest:{}:{}:{}", *realm, credentials_->user, credentials_->secret.reveal());
    nua_authenticate(handle_.get(), NUTAG_AUTH(auth.c_str()), TAG_END());
    return true;
}

void Leg::fail(const NuaEvent& event) {
    ending_.status = event.status;
    ending_.phrase = text_of(event.phrase);
    ending_.reason = reason_of(event.sip);
    legs_.finish(id_, ending_);
}

void Leg::on_invite_answer(const NuaEvent& event) {
    const bool challenged = event.status == 401 || event.status == 407;
    if (challenged && state_ != State::Closing && authenticate(event)) return;
    if (event.status >= 200 && !challenged) challenges_ = 0;
    if (state_ == State::Calling || (state_ == State::Closing && outgoing_ && !up_)) {
        on_first_answer(event);
    } else if (event.status >= 200) {
        on_reinvite_answer(event);
    }
}

void Leg::on_first_answer(const NuaEvent& event) {
    auto* listener = legs_.listener();
    if (event.status >= 300) {
        fail(event);
    } else if (event.status >= 200) {
        up_ = true;
        learn_dialog(event.sip);
        if (state_ == State::Closing) {
            nua_bye(handle_.get(), TAG_END()); // Our CANCEL crossed their 200 (RFC 3261 §9.1).
            return;
        }
        state_ = State::Up;
        if (listener != nullptr) listener->leg_answered(id_, body_of(event.sip));
    } else if (event.status > 100 && state_ == State::Calling) {
        if (listener != nullptr) listener->leg_progress(id_, event.status, body_of(event.sip));
    }
}

void Leg::on_reinvite_answer(const NuaEvent& event) {
    if (state_ != State::Up || !own_) return;
    if (std::exchange(newer_, false)) {
        send_reinvite();
        return;
    }
    if (event.status == 491 && glares_ < kMaxGlares) {
        ++glares_;
        auto& context = legs_.context();
        glare_ = context.thread.after(glare_delay(outgoing_, context.random.next()), [this] {
            glare_.reset();
            if (state_ == State::Up && own_) send_reinvite();
        });
        return;
    }
    glares_ = 0;
    own_.reset();
    if (event.status < 300) learn_dialog(event.sip);
    send_refer();
    if (auto* listener = legs_.listener())
        listener->leg_reanswered(id_, event.status,
                                 event.status < 300 ? body_of(event.sip) : std::string{});
}

void Leg::on_reinvite(const NuaEvent& event) {
    if (event.status >= 200 || event.sip == nullptr) return; // nua refused it by itself.
    if (state_ != State::Up) return;
    reoffer_open_ = true;
    learn_dialog(event.sip);
    const auto sdp = body_of(event.sip);
    late_offer_ = sdp.empty();
    if (auto* listener = legs_.listener()) listener->leg_reoffered(id_, sdp);
}

void Leg::on_bye_answer(const NuaEvent& event) {
    if ((event.status == 401 || event.status == 407) && authenticate(event)) return;
    if (event.status >= 200) legs_.finish(id_, ending_);
}

} // namespace sangdam::sip
