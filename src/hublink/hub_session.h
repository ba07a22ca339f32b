// SPDX-License-Identifier: MIT
//
// One agent's session at the hub: token, requests, event stream, outbox. A token that the hub has
// forgotten is replaced by signing in again, once for all requests that found it out. Net thread
// only.
#pragma once

#include "base/secret.h"
#include "base/uuid.h"
#include "core/ports/centre.h"
#include "hublink/event_stream.h"
#include "hublink/http_thread.h"
#include "hublink/outbox.h"

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace sangdam::hublink {

class HubSession : public std::enable_shared_from_this<HubSession> {
public:
    using Answered = std::function<void(const base::Result<HttpAnswer>&)>;
    struct Options {
        std::string base;
        std::string device;
        std::chrono::milliseconds timeout;
    };
    struct Hooks {
        std::function<void(core::LinkState)> link;
        std::function<void(const core::CentreEvent&)> event;
        std::function<void(const base::Error&)> ended; // Not by us; the agent must sign in again.
    };
    HubSession(HttpThread&, base::Random&, Options, Hooks);

    void sign_in(std::string login, base::Secret password, core::Reply<core::SessionGranted>);
    void sign_out(core::Reply<base::Done>);
    void ask(HttpRequest, Answered); // With the token; Refused when there is no session.
    void save_wrap_up(core::WrapUp, core::Reply<core::WrapUp>);

private:
    struct Waiting {
        HttpRequest request;
        Answered done;
    };
    HttpRequest authorised(HttpRequest) const;
    void send_sign_in(std::function<void(const base::Result<core::SessionGranted>&)>);
    void first_answer(const HttpRequest&, const base::Result<HttpAnswer>&, const Answered&);
    void refused(const HttpAnswer&);
    void renew();
    void end(const base::Error&);

    HttpThread& http_;
    const Options options_;
    Hooks hooks_;
    std::string login_;
    base::Secret password_;
    base::Secret token_;
    bool renewing_ = false;
    std::vector<Waiting> waiting_; // For a new token.
    EventStream stream_;
    Outbox outbox_;
};

} // namespace sangdam::hublink
