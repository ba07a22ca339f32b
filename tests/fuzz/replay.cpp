// SPDX-License-Identifier: MIT
//
// Stands in for libFuzzer where there is none: the target gets every file of the corpus, and fixed
// mutations of each. It fails by crashing, as under libFuzzer.

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

void run(const std::string& input) {
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(input.data()), input.size());
}

std::string mutated(std::string text, std::mt19937& random) {
    const auto at = [&] { return text.empty() ? 0 : random() % text.size(); };
    for (auto times = 1 + random() % 4; times > 0; --times) {
        const auto from = at();
        switch (random() % 5) {
        case 0:
            if (!text.empty()) text[from] = static_cast<char>(random());
            break;
        case 1: text.insert(from, 1, static_cast<char>(random())); break;
        case 2: text.erase(from, 1 + random() % 8); break;
        case 3: text.insert(from, text.substr(at(), 1 + random() % 32)); break;
        default: text.resize(from); break;
        }
    }
    return text;
}

} // namespace

int main(int argc, char** argv) {
    constexpr int kMutations = 1000;
    std::mt19937 random(20261123); // The same each time: a failure can be looked at.
    int files = 0;
    for (int i = 1; i < argc; ++i) {
        for (const auto& entry : std::filesystem::directory_iterator(argv[i])) {
            std::ifstream in(entry.path(), std::ios::binary);
            const std::string seed{std::istreambuf_iterator<char>(in), {}};
            run(seed);
            for (int n = 0; n < kMutations; ++n) run(mutated(seed, random));
            ++files;
        }
    }
    run({});
    std::printf("%d seeds, %d mutations of each\n", files, kMutations);
    return files > 0 ? 0 : 1; // An empty corpus proves nothing.
}
