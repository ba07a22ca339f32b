// SPDX-License-Identifier: MIT

#include "sample_books.h"

#include "sample_centre.h"

namespace sangdam::gallery {

using namespace std::chrono_literals;

core::Callback promise(const char* id, const char* name, const char* number,
                       std::chrono::minutes from_now, const char* note) {
    core::Callback made;
    made.id = core::CallbackId(id);
    made.customer_name = name;
    made.number = core::PhoneNumber::parse(number);
    made.due_at = now() + from_now;
    made.assignee = core::AgentId("a1");
    made.shown = "025550100";
    made.note = note;
    made.revision = 1;
    return made;
}

void SampleBooks::start(core::OutcallRequest request, core::Reply<core::OutcallRecord> reply) {
    core::OutcallRecord started;
    started.ref = request.ref;
    started.callee = request.callee;
    started.shown = request.shown;
    started.stage_since = now();
    answer<core::OutcallRecord>(std::move(reply), std::move(started));
}

void SampleBooks::calls(core::CallQuery query, core::PageAsked,
                        core::Reply<core::Page<core::HistoryEntry>> reply) {
    core::Page<core::HistoryEntry> page;
    for (const auto& each : log)
        if (!query.from || each.call.offered_at >= *query.from) page.items.push_back(each);
    answer<core::Page<core::HistoryEntry>>(std::move(reply), std::move(page));
}

void SampleBooks::board(core::Reply<core::Board> reply) {
    core::Board board;
    board.waiting = 3;
    board.longest_since = now() - 72s;
    board.available = 1;
    board.on_call = 1;
    board.away = 1;
    board.arrived = 143;
    board.requested = 131;
    board.answered = 118;
    board.abandoned = 13;
    board.within = 96;
    board.average_wait = 27s;
    board.average_talk = 211s;
    board.outgoing = 31;
    board.callbacks_open = 4;
    board.callbacks_overdue = 1;
    answer<core::Board>(std::move(reply), board);
}

void SampleBooks::preview_import(std::string, core::Reply<core::ImportPreview> reply) {
    core::ImportPreview preview;
    preview.id = core::ImportId("i1");
    preview.encoding = "CP949";
    preview.fresh = 120;
    preview.known = 7;
    preview.bad = 2;
    preview.repaired = 11;
    answer<core::ImportPreview>(std::move(reply), std::move(preview));
}

void SampleBooks::settings(core::Reply<core::CentreSettings> reply) {
    core::CentreSettings settings;
    settings.telephone.welcome = "안녕하세요, 상담콜입니다. 상담원 보호를 위해 통화 내용은 "
                                 "녹음됩니다. 상담원 연결은 1번을 눌러 "
                                 "주세요.";
    settings.telephone.closed = "지금은 상담 시간이 아닙니다. 평일 9시부터 18시까지 상담합니다.";
    auto& hours = settings.telephone.hours;
    hours.week = {};
    for (std::size_t day = 1; day <= 5; ++day) hours.week.at(day) = {9h, 18h};
    hours.lunch = core::OpenSpan{12h, 13h};
    hours.closed.insert(std::chrono::sys_days{std::chrono::year{2026} / 12 / 25});
    settings.telephone.menu = {{'1', "배송", ""}, {'2', "교환/반품", ""}};
    settings.revision = 4;
    answer<core::CentreSettings>(std::move(reply), std::move(settings));
}

void SampleBooks::numbers(core::Reply<std::vector<core::OwnNumber>> reply) {
    answer<std::vector<core::OwnNumber>>(
        std::move(reply),
        std::vector<core::OwnNumber>{
            {"025550100", "대표", true, "통신서비스 이용증명원 2026-03", "(주)상담", {}, 1},
            {"07012345678", "주문", true, "통신서비스 이용증명원 2026-03", "(주)상담", {}, 1},
            {"15881234", "야간", false, "", "", {}, 1}});
}

void SampleBooks::access_log(core::AccessQuery, core::PageAsked,
                             core::Reply<core::Page<core::AccessRecord>> reply) {
    core::Page<core::AccessRecord> page;
    const char* actions[] = {"view", "unmask", "search", "change", "export"};
    for (std::uint64_t i = 0; i < 40; ++i) {
        core::AccessRecord record;
        record.sequence = 40 - i;
        record.at = now() - std::chrono::minutes(7 * i);
        record.agent = core::AgentId(i % 3 == 0 ? "a1" : "a2");
        record.agent_name = i % 3 == 0 ? "홍길동" : "이수진";
        record.address = "10.0.0.21";
        record.action = actions[i % 5];
        record.customer = core::CustomerId(i % 5 == 2 ? "" : "c1");
        page.items.push_back(std::move(record));
    }
    answer<core::Page<core::AccessRecord>>(std::move(reply), std::move(page));
}

} // namespace sangdam::gallery
