// SPDX-License-Identifier: MIT
//
// That the certificate of an encrypted hub is really looked at: OpenSSL's own test server with a
// certificate that nobody has signed.

#include "base/strand.h"
#include "fakes/eventually.h"
#include "fakes/manual_clock.h"
#include "hublink/hub_link.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>

namespace sangdam::hublink {
namespace {

struct PipeCloser {
    void operator()(std::FILE* pipe) const { ::pclose(pipe); }
};

class Certificate : public testing::Test {
protected:
    void SetUp() override {
        if (std::system("command -v openssl timeout >/dev/null 2>&1") != 0)
            GTEST_SKIP() << "no openssl program: the certificate test cannot run";
        std::string name = (std::filesystem::temp_directory_path() / "tls-XXXXXX").string();
        folder_ = ::mkdtemp(name.data());
    }
    void TearDown() override {
        server_.reset(); // It ends after one connection, or by its timeout.
        std::error_code ignored;
        if (!folder_.empty()) std::filesystem::remove_all(folder_, ignored);
    }
    std::string file(const char* name) const { return (folder_ / name).string(); }

    // Port of a server whose certificate names `subject` ("IP:127.0.0.1").
    int serve(const std::string& subject) {
        const auto make = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 "
                          "-nodes -days 2 -subj /CN=hub -addext subjectAltName=" +
                          subject + " -keyout " + file("key.pem") + " -out " + file("cert.pem") +
                          " 2>/dev/null";
        EXPECT_EQ(std::system(make.c_str()), 0);
        const auto run = "timeout 20 openssl s_server -accept 127.0.0.1:0 -naccept 1 -www -cert " +
                         file("cert.pem") + " -key " + file("key.pem") + " 2>/dev/null </dev/null";
        server_.reset(::popen(run.c_str(), "r"));
        std::array<char, 256> line{};
        while (std::fgets(line.data(), line.size(), server_.get()) != nullptr) {
            const std::string text = line.data();
            if (text.starts_with("ACCEPT")) return std::atoi(text.c_str() + text.rfind(':') + 1);
        }
        return 0;
    }
    base::Error sign_in(int port, const std::string& ca_file) {
        HubLink::Settings settings;
        settings.url = "https://127.0.0.1:" + std::to_string(port);
        settings.ca_file = ca_file;
        settings.request_timeout = std::chrono::seconds{1};
        fakes::ManualClock clock;
        base::SystemRandom random;
        fakes::Heard<base::Result<core::SessionGranted>> heard;
        base::Strand replies("replies");
        std::unique_ptr<HubLink> link;
        fakes::on(replies, [&] {
            link = std::move(HubLink::open(settings, replies, clock, random)).value();
            link->sign_in(
                "hong", base::Secret("right"),
                [&](base::Result<core::SessionGranted> answer) { heard.push(std::move(answer)); });
        });
        const auto answer = heard.take([](const auto&) { return true; });
        fakes::on(replies, [&] { link.reset(); });
        if (!answer || answer->has_value()) return {base::Errc::Internal, "signed in?"};
        return answer->error();
    }

    std::filesystem::path folder_;
    std::unique_ptr<std::FILE, PipeCloser> server_;
};

TEST_F(Certificate, OneThatNobodyHasSignedIsNotTrusted) {
    const auto port = serve("IP:127.0.0.1");
    ASSERT_NE(port, 0);
    const auto error = sign_in(port, "");
    EXPECT_EQ(error.code, base::Errc::BadInput) << error.what;
}

TEST_F(Certificate, OneThatTheSettingsNameIsTrusted) {
    const auto port = serve("IP:127.0.0.1");
    ASSERT_NE(port, 0);
    const auto error = sign_in(port, file("cert.pem"));
    // Past the handshake: the request was sent, and OpenSSL's server has no answer to a POST.
    EXPECT_EQ(error.code, base::Errc::TimedOut) << error.what;
    EXPECT_NE(error.what.find("bytes received"), std::string::npos) << error.what;
}

TEST_F(Certificate, OneOfAnotherHostIsNotTrustedEvenWhenSigned) {
    const auto port = serve("DNS:other.example");
    ASSERT_NE(port, 0);
    const auto error = sign_in(port, file("cert.pem"));
    EXPECT_EQ(error.code, base::Errc::BadInput) << error.what;
}

} // namespace
} // namespace sangdam::hublink
