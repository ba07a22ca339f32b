// SPDX-License-Identifier: MIT

#include "sample_centre.h"

namespace sangdam::gallery {
namespace {

using namespace std::chrono_literals;
using core::CallResult;
using core::PhoneNumber;

core::Agent agent(const char* id, const char* name, core::AgentState state) {
    core::Agent a;
    a.id = core::AgentId(id);
    a.name = name;
    a.state = state;
    return a;
}

core::Customer minsu() {
    core::Customer c;
    c.id = core::CustomerId("c1");
    c.name = "김민수";
    c.numbers = {PhoneNumber::parse("010-1234-5678")};
    c.email = "minsu.kim@example.com";
    c.address = "서울시 마포구 양화로 45, 1203호";
    c.grade = "VIP";
    c.memo = "오후 6시 이후 통화 선호";
    c.revision = 3;
    return c;
}

core::HistoryEntry entry(const char* ref, std::chrono::minutes ago, CallResult result,
                         std::chrono::seconds talked, const char* who, const char* path,
                         const char* emotion, const char* status, const char* note,
                         const char* number = "010-1234-5678",
                         core::Direction direction = core::Direction::Incoming) {
    core::HistoryEntry e;
    e.call.ref = core::CallRef(ref);
    e.call.direction = direction;
    e.call.customer_number = PhoneNumber::parse(number);
    e.call.did = "025550100";
    e.call.queue = "주문 상담";
    e.call.offered_at = now() - ago;
    e.call.ended_at = e.call.offered_at + talked;
    if (talked.count() > 0) {
        e.call.answered_at = e.call.offered_at;
        e.call.agent = core::AgentId("a2");
    }
    e.call.result = result;
    e.call.talked = talked;
    e.agent_name = who;
    e.category_path = path;
    if (*status != '\0') {
        core::WrapUp w;
        w.call = e.call.ref;
        w.emotion = emotion;
        w.status = status;
        w.note = note;
        w.revision = 1;
        e.wrap_up = w;
    }
    return e;
}

std::vector<core::HistoryEntry> minsus_calls() {
    return {entry("h1", 42min, CallResult::Abandoned, 0s, "", "", "", "", ""),
            entry("h2", 65min, CallResult::Missed, 0s, "", "", "", "", ""),
            entry("h3", 21h, CallResult::Answered, 312s, "이수진", "배송 > 배송지연", "부정",
                  "처리중", "택배사 확인 후 다시 연락드리기로 함. 운송장 6012-3344-5566"),
            entry("h4", 26h, CallResult::Answered, 95s, "박정우", "배송 > 배송조회", "부정", "완료",
                  "출고 지연 안내"),
            entry("h5", 24h * 9, CallResult::NoAnswer, 0s, "이수진", "", "", "", "",
                  "010-1234-5678", core::Direction::Outgoing),
            entry("h6", 24h * 40, CallResult::PickedUp, 188s, "홍길동", "주문/결제 > 영수증",
                  "중립", "완료", "현금영수증 재발행"),
            entry("h7", 24h * 400, CallResult::Answered, 240s, "홍길동", "상품 > 재고", "긍정",
                  "완료", "재입고 알림 신청")};
}

core::OrderLine order_line(const char* number, const char* product, const char* option,
                           const char* status, std::int64_t amount, std::chrono::hours ago) {
    core::OrderLine line;
    line.shop = core::ShopId("s1");
    line.number = std::string("20261123") + number;
    line.order = std::string("20261122") + number;
    line.ordered_at = now() - ago;
    line.status = status;
    line.placed = "OK";
    line.product = product;
    line.option = option;
    line.quantity = line.remaining = 1;
    line.amount = line.remaining_amount = amount;
    line.orderer = {"김민수", {PhoneNumber::parse("010-1234-5678")}};
    line.receiver = line.orderer;
    line.address = "04001 서울특별시 마포구 가상로 12, 301호";
    line.memo = "문 앞에 놓아 주세요";
    line.read_at = now() - 3min;
    return line;
}

core::CustomerOrders minsus_orders() {
    core::CustomerOrders out;
    out.shops = {{core::ShopId("s1"), "예시 스토어", "https://sell.smartstore.naver.com/",
                  now() - 2min, "", std::nullopt},
                 {core::ShopId("s2"), "자사몰", "", now() - 9min, "", std::nullopt}};
    auto way = order_line("0011", "무선 이어폰 A1", "색상: 화이트", "DELIVERING", 39'900, 30h);
    way.parcel = core::OrderParcel{"DELIVERY",  "CJGLS",      "601233445566", "DELIVERING",
                                   now() - 10h, std::nullopt, false};
    auto paid = order_line("0012", "국내산 한라봉 3kg", "", "PAYED", 28'900, 4h);
    paid.placed = "NOT_YET";
    paid.send_until = now() + 40h;
    auto back =
        order_line("0007", "스테인리스 텀블러 500ml", "색상: 블랙", "DELIVERED", 42'000, 130h);
    back.quantity = 2;
    back.remaining = 1;
    back.remaining_amount = 21'000;
    back.claim = core::OrderClaim{"RETURN",    "COLLECTING", "BROKEN", "뚜껑이 깨져서 왔어요", 1,
                                  now() - 20h, "DELIVERING", "HANJIN", "512300112233",         ""};
    back.parcel =
        core::OrderParcel{"DELIVERY",   "HANJIN",    "512300998877", "DELIVERY_COMPLETION",
                          now() - 110h, now() - 90h, false};
    back.shop = core::ShopId("s2");
    out.lines = {paid, way, back};
    auto perhaps =
        order_line("0003", "강아지 간식 세트", "닭가슴살 10팩", "판매자확인중", 15'800, 300h);
    perhaps.orderer = {"김가상", {PhoneNumber::parse("02-1234-5678")}};
    out.suggestions = {perhaps};
    return out;
}

std::vector<core::HistoryEntry> my_calls() {
    return {
        entry("r1", 6min, CallResult::Answered, 192s, "홍길동", "배송 > 배송조회", "중립", "완료",
              "", "010-9876-5432"),
        entry("r2", 24min, CallResult::Missed, 0s, "", "", "", "", "", "02-987-1234"),
        entry("r3", 31min, CallResult::Answered, 87s, "홍길동", "", "", "", "", "010-2222-3333"),
        entry("r4", 55min, CallResult::NoAnswer, 0s, "홍길동", "", "", "", "", "031-777-0202",
              core::Direction::Outgoing),
        entry("r5", 20h, CallResult::PickedUp, 423s, "홍길동", "취소/반품/교환 > 교환접수", "부정",
              "처리중", "교환 접수", "0507-1234-5678"),
        entry("r6", 21h, CallResult::Answered, 61s, "홍길동", "기타 > 오인입", "중립", "완료", "",
              "1588-1234")};
}

std::vector<core::Agent> staff() {
    auto made = std::vector{agent("a1", "홍길동", core::AgentState::Available),
                            agent("a2", "이수진", core::AgentState::OnCall),
                            agent("a3", "박정우", core::AgentState::Away),
                            agent("a4", "최유나", core::AgentState::Available),
                            agent("a5", "정하늘", core::AgentState::WrapUp)};
    made[2].away_reason = "식사";
    for (std::size_t i = 0; i < made.size(); ++i) {
        made[i].extension = "100" + std::to_string(i + 1);
        made[i].login = "agent" + std::to_string(i + 1);
        made[i].since = now() - std::chrono::minutes(3 * (i + 1));
    }
    made[1].role = core::Role::Supervisor;
    return made;
}

} // namespace

SampleCentre::SampleCentre(base::Executor& executor)
    : books(executor), line(executor), executor_(executor) {
    order_book.ordered["01012345678"] = minsus_orders();
    books.log = my_calls();
    books.staff = staff();
    auto twin = minsu();
    twin.id = core::CustomerId("c2");
    twin.name = "김민서";
    twin.grade = "일반";
    books.found = {minsu(), twin};
    books.promised = {promise("p1", "정하늘", "010-3333-4444", -25min, "교환 접수 결과 안내"),
                      promise("p2", "김민수", "010-1234-5678", 8min, "택배사 확인 후 회신 약속"),
                      promise("p3", "", "02-987-1234", 190min, "견적 문의")};
}

base::WallTime now() {
    return std::chrono::sys_days{std::chrono::year{2026} / 11 / 23} + 1h + 31min;
}

void SampleCentre::sign_in(std::string, base::Secret, core::Reply<core::SessionGranted> reply) {
    if (refuse_sign_in)
        return answer<core::SessionGranted>(reply,
                                            base::Error{base::Errc::Refused, "wrong password"});
    core::SessionGranted granted;
    granted.me = agent("a1", "홍길동", core::AgentState::Available);
    granted.numbers = {{"025550100", "대표", true, "", "", {}, 1},
                       {"07012345678", "주문", true, "", "", {}, 1}};
    granted.me.numbers = {"025550100", "07012345678"};
    granted.me.role = role;
    granted.me.extension = "1001";
    answer<core::SessionGranted>(reply, granted);
    executor_.post([this] {
        if (listener != nullptr) listener->link_changed(core::LinkState::Online);
    });
}

void SampleCentre::set_state(core::AgentState state, std::string reason,
                             core::Reply<core::Agent> reply) {
    auto me = agent("a1", "홍길동", state);
    me.away_reason = std::move(reason);
    answer<core::Agent>(reply, me);
}

void SampleCentre::agents(core::Reply<std::vector<core::Agent>> reply) {
    answer<std::vector<core::Agent>>(reply, books.staff);
}

void SampleCentre::queue(core::Reply<std::vector<core::WaitingCall>> reply) {
    answer<std::vector<core::WaitingCall>>(reply, waiting);
}

void SampleCentre::pick_up(const core::CallRef&, core::Reply<base::Done> reply) {
    answer<base::Done>(reply, base::Error{base::Errc::Conflict, "이수진"});
}

void SampleCentre::customer_card(const PhoneNumber& number, core::Reply<core::CustomerCard> reply) {
    core::CustomerCard card;
    card.number = number;
    if (number == minsu().numbers.front()) {
        card.customer = minsu();
        card.recent = minsus_calls();
        card.missed_today = 2;
        card.complaints_recent = 2;
        card.orders = core::summary(minsus_orders().lines);
    }
    answer<core::CustomerCard>(reply, card);
}

void SampleCentre::save_customer(const core::Customer& c, core::Reply<core::Customer> reply) {
    answer<core::Customer>(reply, c);
}

void SampleCentre::recent_calls(core::Reply<std::vector<core::HistoryEntry>> reply) {
    answer<std::vector<core::HistoryEntry>>(reply, books.log);
}

void SampleCentre::wrap_up_choices(core::Reply<core::WrapUpChoices> reply) {
    core::WrapUpChoices choices;
    const auto add = [&](const char* id, const char* parent, const char* label) {
        choices.categories.push_back(
            {core::CategoryId(id), core::CategoryId(parent), label, 0, true});
    };
    add("1", "", "배송");
    add("11", "1", "배송조회");
    add("12", "1", "배송지연");
    add("2", "", "취소/반품/교환");
    add("21", "2", "반품접수");
    add("22", "2", "교환접수");
    choices.emotions = {"긍정", "중립", "부정"};
    choices.grades = {"VIP", "우수", "일반", "신규", "블랙리스트"};
    choices.statuses = {"완료", "처리중", "보류", "이관"};
    answer<core::WrapUpChoices>(reply, choices);
}

void SampleCentre::wrap_up(const core::CallRef&, core::Reply<core::WrapUp> reply) {
    answer<core::WrapUp>(reply, base::Error{base::Errc::NotFound, "none"});
}

void SampleCentre::save_wrap_up(const core::WrapUp& w, core::Reply<core::WrapUp> reply) {
    answer<core::WrapUp>(reply, w);
}

core::WaitingCall waits(const char* ref, const char* number, const char* name,
                        std::chrono::seconds since, const char* ringing_at) {
    core::WaitingCall w;
    w.ref = core::CallRef(ref);
    w.caller = PhoneNumber::parse(number);
    w.customer_name = name;
    w.did = "025550100";
    w.queue = "주문 상담";
    w.since = now() - since;
    w.ringing_at = core::AgentId(ringing_at);
    return w;
}

} // namespace sangdam::gallery
