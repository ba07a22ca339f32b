// SPDX-License-Identifier: MIT
//
// Private to hublink: how every part of the link asks the hub – over to the net thread with the
// request, back to the replies' thread with what was read. From any thread.
#pragma once

#include "base/clock.h"
#include "base/executor.h"
#include "base/uuid.h"
#include "core/ports/reply.h"
#include "hublink/http_thread.h"
#include "hublink/hub_session.h"

#include <memory>
#include <string>
#include <utility>

namespace sangdam::hublink {

class HubDoor {
public:
    HubDoor(base::Executor& replies, const base::Clock& clock, base::Random& random)
        : replies_(replies), clock_(clock), random_(random) {}

    void connect(HttpThread& http, const std::shared_ptr<HubSession>& session) {
        http_ = &http;
        session_ = session;
    }

    // The reply, brought to the replies' thread.
    template <class T>
    auto back(core::Reply<T> done) const {
        return [&to = replies_, done = std::move(done)](base::Result<T> result) {
            to.post([done, result = std::move(result)] { done(result); });
        };
    }
    // `read`: base::Result<HttpAnswer> -> base::Result<T>, on the net thread.
    template <class T, class Read>
    void ask(HttpRequest request, Read read, core::Reply<T> done) const {
        http_->post([session = session_, request = std::move(request), read,
                     back = back<T>(std::move(done))] {
            const auto alive = session.lock();
            if (!alive) return;
            alive->ask(request, [read, back](const base::Result<HttpAnswer>& answer) {
                back(read(answer));
            });
        });
    }
    template <class F>
    void in_session(F call) const {
        http_->post([weak = session_, call = std::move(call)] {
            if (const auto alive = weak.lock()) call(*alive);
        });
    }
    // For a press that is a wish of its own; only the retry of a lost answer would be the same one.
    std::string fresh_key() const { return base::uuid_v7(clock_.wall(), random_); }

private:
    base::Executor& replies_;
    const base::Clock& clock_;
    base::Random& random_;
    HttpThread* http_ = nullptr;
    std::weak_ptr<HubSession> session_; // Looked into on the net thread only.
};

} // namespace sangdam::hublink
