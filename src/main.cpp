#include "cli/app.hpp"

int main(int count, char** words) {
    return censusctl::cli::run(count, words);
}
