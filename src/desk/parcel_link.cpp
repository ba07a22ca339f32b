// SPDX-License-Identifier: MIT

#include "desk/parcel_link.h"

#include <array>
#include <utility>

namespace sangdam::desk {
namespace {

// The companies' own pages; the number goes to the end.
constexpr std::array<std::pair<std::string_view, std::string_view>, 10> kPages{{
    {"CJGLS", "https://trace.cjlogistics.com/next/tracking.html?wblNo="},
    {"HANJIN", "https://www.hanjin.com/kor/CMS/DeliveryMgr/WaybillResult.do?mCode=MN038&wblnum="},
    {"HYUNDAI", "https://www.lotteglogis.com/home"
                "/reservation/tracking/linkView?InvNo="},
    {"KGB", "https://www.ilogen.com/web/personal/trace/"},
    {"EPOST", "https://service.epost.go.kr/trace.RetrieveDomRigiTraceList.comm?sid1="},
    {"CVSNET", "https://www.cvsnet.co.kr/invoice/tracking.do?invoice_no="},
    {"CUPARCEL", "https://www.cupost.co.kr/postbox/delivery/localResult.cupost?invoice_no="},
    {"KDEXP", "https://kdexp.com/service/delivery/etc/delivery.do?barcode="},
    {"DAESIN", "https://www.ds3211.co.kr/freight/internalFreightSearch.ht?billno="},
    {"CHUNIL", "https://www.chunil.co.kr/HTrace/HTrace.jsp?transNo="},
}};
constexpr std::string_view kSearch = "https://search.naver.com/search.naver?query=";

// Only what a tracking number is made of: what comes from a shop goes into a browser here.
std::string plain(std::string_view text) {
    std::string out;
    for (const char c : text)
        if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')) out += c;
    return out;
}

} // namespace

std::string parcel_link(std::string_view company, std::string_view tracking) {
    const auto number = plain(tracking);
    if (number.empty()) return {};
    for (const auto& [code, page] : kPages)
        if (code == company) return std::string(page) + number;
    const auto name = plain(company);
    return std::string(kSearch) + (name.empty() ? "" : name + "+") + number;
}

} // namespace sangdam::desk
