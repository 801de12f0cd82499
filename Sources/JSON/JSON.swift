// grows here
