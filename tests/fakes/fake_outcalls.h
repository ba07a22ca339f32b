// SPDX-License-Identifier: MIT
//
// Outgoing calls of a fake centre. A call stays at its first stage until the test tells an
// OutcallChanged.
#pragma once

#include "core/ports/outcalls.h"
#include "fakes/fake_line.h"

#include <map>

namespace sangdam::fakes {

class FakeOutcalls final : public core::Outcalls {
public:
    explicit FakeOutcalls(FakeLine& line) : line_(line) {}

    std::vector<core::OutcallRequest> started;
    std::map<core::CallRef, core::OutcallRecord> going_on;

    void start(core::OutcallRequest request, core::Reply<core::OutcallRecord> done) override {
        line_.requests.push_back("outcall " + request.callee.key());
        core::OutcallRecord call;
        call.ref = request.ref;
        call.callee = request.callee;
        call.shown = request.shown;
        call.callback = request.callback;
        started.push_back(std::move(request));
        if (!line_.refuse_next && !line_.down()) going_on[call.ref] = call;
        line_.reply<core::OutcallRecord>(std::move(done), call);
    }
    void cancel(core::CallRef ref, core::Reply<base::Done> done) override {
        line_.requests.push_back("cancel_outcall " + ref.value);
        going_on.erase(ref);
        line_.reply<base::Done>(std::move(done), base::Done{});
    }
    void find(core::CallRef ref, core::Reply<core::OutcallRecord> done) override {
        line_.requests.push_back("find_outcall " + ref.value);
        const auto at = going_on.find(ref);
        if (at == going_on.end())
            return line_.reply<core::OutcallRecord>(
                std::move(done), base::Error{base::Errc::NotFound, "it is over"});
        line_.reply<core::OutcallRecord>(std::move(done), at->second);
    }

private:
    FakeLine& line_;
};

} // namespace sangdam::fakes
