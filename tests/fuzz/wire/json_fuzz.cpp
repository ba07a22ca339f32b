// SPDX-License-Identifier: MIT
//
// Any bytes as any record: refused, or a record that can be written and read again as the same.

#include "wire/json.h"
#include "wire/rfc3339.h"

#include <cstdint>
#include <cstdlib>

namespace {

using namespace sangdam;

template <class T>
void try_as(std::string_view text) {
    const auto first = wire::from_json<T>(text);
    if (!first) return;
    const auto written = wire::to_json(*first);
    const auto second = wire::from_json<T>(written);
    if (!second || wire::to_json(*second) != written) std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    try_as<core::Agent>(text);
    try_as<core::Customer>(text);
    try_as<core::CustomerCard>(text);
    try_as<core::CallRecord>(text);
    try_as<core::WrapUp>(text);
    try_as<core::WrapUpChoices>(text);
    try_as<core::CentreEvent>(text);
    try_as<wire::SessionRequest>(text);
    try_as<wire::SessionAnswer>(text);
    try_as<wire::StateRequest>(text);
    try_as<wire::Problem>(text);
    (void)wire::page_from_json<core::HistoryEntry>(text);
    (void)wire::parse_rfc3339(text);
    return 0;
}
