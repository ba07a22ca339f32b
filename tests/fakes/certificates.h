// SPDX-License-Identifier: MIT
//
// An authority of the test's own and certificates signed by it, made by the openssl program in a
// folder that goes with the object.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <string>

namespace sangdam::fakes {

class Certificates {
public:
    static bool possible() { return std::system("command -v openssl >/dev/null 2>&1") == 0; }

    Certificates() {
        std::string name = (std::filesystem::temp_directory_path() / "ca-XXXXXX").string();
        folder_ = ::mkdtemp(name.data());
        run("req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 "
            "-subj /CN=authority -keyout ca.key -out ca.pem");
    }
    ~Certificates() {
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }
    Certificates(const Certificates&) = delete;
    Certificates& operator=(const Certificates&) = delete;

    std::string authority() const { return (folder_ / "ca.pem").string(); }
    // Key and certificate in one file. `names`: "DNS:localhost,IP:127.0.0.1". `days` may be 0: it
    // has expired when the next second begins.
    std::string server(const std::string& names, int days = 2) const {
        const auto file = "s" + std::to_string(++count_);
        run("req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=pbx -keyout " +
            file + ".key -out " + file + ".csr");
        write(file + ".ext", "subjectAltName=" + names + "\n");
        run("x509 -req -in " + file + ".csr -CA ca.pem -CAkey ca.key -CAcreateserial -days " +
            std::to_string(days) + " -extfile " + file + ".ext -out " + file + ".crt");
        const auto pem = (folder_ / (file + ".pem")).string();
        EXPECT_EQ(std::system(("cd " + folder_.string() + " && cat " + file + ".key " + file +
                               ".crt > " + pem)
                                  .c_str()),
                  0);
        return pem;
    }

private:
    void run(const std::string& words) const {
        const auto line = "cd " + folder_.string() + " && openssl " + words + " 2>/dev/null";
        EXPECT_EQ(std::system(line.c_str()), 0) << words;
    }
    void write(const std::string& file, const std::string& text) const {
        const auto line = "printf '" + text + "' > " + (folder_ / file).string();
        EXPECT_EQ(std::system(line.c_str()), 0);
    }

    std::filesystem::path folder_;
    mutable int count_ = 0;
};

} // namespace sangdam::fakes
