// SPDX-License-Identifier: MIT
//
// Lists of a fake centre: what the test puts in comes out; the question asked is kept.
#pragma once

#include "core/ports/call_log.h"
#include "fakes/fake_line.h"

#include <map>

namespace sangdam::fakes {

class FakeCallLog final : public core::CallLog {
public:
    explicit FakeCallLog(FakeLine& line) : line_(line) {}

    core::Page<core::HistoryEntry> page;
    std::map<core::CustomerId, core::Page<core::HistoryEntry>> histories;
    std::map<core::CallRef, std::vector<core::Attempt>> rings;
    core::Board now;
    core::CallQuery asked;
    core::PageAsked asked_page;

    void calls(core::CallQuery query, core::PageAsked where,
               core::Reply<core::Page<core::HistoryEntry>> done) override {
        line_.requests.emplace_back("calls");
        asked = std::move(query);
        asked_page = std::move(where);
        line_.reply<core::Page<core::HistoryEntry>>(std::move(done), page);
    }
    void of_customer(core::CustomerId id, core::PageAsked where,
                     core::Reply<core::Page<core::HistoryEntry>> done) override {
        line_.requests.push_back("history " + id.value);
        asked_page = std::move(where);
        line_.reply<core::Page<core::HistoryEntry>>(std::move(done), histories[id]);
    }
    void attempts(core::CallRef ref, core::Reply<std::vector<core::Attempt>> done) override {
        line_.requests.push_back("attempts " + ref.value);
        line_.reply<std::vector<core::Attempt>>(std::move(done), rings[ref]);
    }
    void board(core::Reply<core::Board> done) override {
        line_.requests.emplace_back("board");
        line_.reply<core::Board>(std::move(done), now);
    }

private:
    FakeLine& line_;
};

} // namespace sangdam::fakes
