// SPDX-License-Identifier: MIT

#include "hub/answers.h"

#include "base/log.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace sangdam::hub {
namespace {

using base::Errc;

constexpr std::size_t kMostKeyBytes = 64;
constexpr std::size_t kMostCursorBytes = 128;
constexpr std::int64_t kMostPerPage = 100;

std::optional<std::int64_t> whole_number(std::string_view text) {
    std::int64_t value = 0;
    const auto* end = text.data() + text.size();
    const auto [at, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc{} || at != end || value < 0 || text.starts_with('-'))
        return std::nullopt;
    return value;
}

// What makes two requests the same one.
std::string identity_of(const HttpRequest& request) {
    std::string text = request.method + ' ' + request.target + '\n';
    text += request.header("if-match");
    text += '\n';
    return text + request.body;
}

} // namespace

HttpResponse refuse(const wire::Problem& problem) {
    HttpResponse response{problem.status, wire::kProblemType, wire::to_json(problem), {}};
    if (problem.status == 401) // RFC 9110 §11.6.1
        response.headers.emplace_back("WWW-Authenticate", "Bearer");
    return response;
}

HttpResponse refuse(std::string_view code, std::string detail) {
    return refuse(wire::problem(code, std::move(detail)));
}

HttpResponse refuse(const base::Error& error) {
    if (error.code == Errc::Unavailable || error.code == Errc::Internal ||
        error.code == Errc::Refused)
        base::log::error("hub", "a request failed: {}", error.what);
    // The store's "refused" is about keys, never about the person who asks.
    if (error.code == Errc::Refused) return refuse(wire::code::kInternal);
    return refuse(wire::problem_of(error));
}

HttpResponse json_answer(int status, std::string body) {
    return {status, "application/json", std::move(body), {}};
}

HttpResponse no_content() { return {204, {}, {}, {}}; }

HttpResponse revised_answer(int status, std::string body, std::int64_t revision) {
    auto response = json_answer(status, std::move(body));
    response.headers.emplace_back("ETag", '"' + std::to_string(revision) + '"');
    return response;
}

HttpResponse revision_conflict(std::string current) {
    auto conflict = wire::problem(wire::code::kRevisionConflict);
    conflict.current = std::move(current);
    return refuse(conflict);
}

bool is_json(const HttpRequest& request) {
    auto type = request.header("content-type");
    type = type.substr(0, type.find(';'));
    while (!type.empty() && type.back() == ' ') type.remove_suffix(1);
    constexpr std::string_view kJson = "application/json";
    return std::ranges::equal(type, kJson, [](char a, char b) {
        return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b;
    });
}

base::Result<std::optional<std::int64_t>> if_match(const HttpRequest& request) {
    using Revision = std::optional<std::int64_t>;
    if (!request.has_header("if-match")) return Revision();
    auto text = request.header("if-match");
    if (text.size() >= 2 && text.front() == '"' && text.back() == '"')
        if (const auto value = whole_number(text.substr(1, text.size() - 2))) return value;
    return base::Error{Errc::BadInput, "If-Match must be one quoted revision, such as \"3\""};
}

base::Result<PageAsked> page_asked(const Target& target) {
    PageAsked page;
    page.after = target.value("after").value_or("");
    if (page.after.size() > kMostCursorBytes)
        return base::Error{Errc::BadInput, "after is no cursor of this list"};
    if (const auto text = target.value("limit")) {
        const auto limit = whole_number(*text);
        if (!limit || *limit < 1 || *limit > kMostPerPage)
            return base::Error{Errc::BadInput, "limit must be a number from 1 to 100"};
        page.limit = static_cast<int>(*limit);
    }
    return page;
}

base::Result<HttpResponse>
answer_once(Office& office, const Ask& ask,
            const std::function<base::Result<HttpResponse>(Change&)>& work,
            const std::function<void()>& then) {
    const std::string key(ask.request.header("idempotency-key"));
    if (key.size() > kMostKeyBytes || (key.empty() && ask.request.has_header("idempotency-key")))
        return base::Error{Errc::BadInput, "Idempotency-Key must have 1 to 64 characters"};
    SDC_TRY(auto change, Change::begin(office.store, office.feed));
    const auto identity = identity_of(ask.request);
    if (!key.empty()) {
        const auto first = office.store.idempotency.find(ask.viewer.agent, key, identity);
        if (!first && first.error().code == Errc::Conflict) return refuse(wire::code::kKeyReused);
        if (!first) return first.error();
        if (const auto& kept = *first) {
            auto again = json_answer(kept->status, kept->body);
            if (!kept->etag.empty()) again.headers.emplace_back("ETag", kept->etag);
            return again;
        }
    }
    SDC_TRY(auto response, work(change));
    if (response.status >= 300) return response; // Nothing was done; a retry may do better.
    if (!key.empty()) {
        const auto etag = std::ranges::find(response.headers, std::string("ETag"),
                                            &std::pair<std::string, std::string>::first);
        SDC_CHECK(office.store.idempotency.keep(ask.viewer.agent, key,
                                                {identity, response.status,
                                                 etag == response.headers.end() ? "" : etag->second,
                                                 response.body},
                                                office.clock.wall()));
    }
    SDC_CHECK(change.commit());
    if (then) then();
    return response;
}

} // namespace sangdam::hub
