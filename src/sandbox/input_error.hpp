#pragma once
#include <stdexcept>

namespace censusctl::sandbox {

/// What the sandbox was given cannot be used: a world, a state, a rule, a setting, a port, a copied reply.
/// The text is for the user. All else that is thrown is a defect of ours, or the system's lack of means.
class input_error : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

}  // namespace censusctl::sandbox
